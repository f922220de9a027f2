/// What Mingzhang uses of pango and cairo, found when the program runs: a machine without them still runs everything but
/// the writing of PDF files.
#ifndef CPANGOCAIRO_H
#define CPANGOCAIRO_H

#include <stdint.h>

struct _cairo;
struct _cairo_surface;
struct _PangoLayout;
struct _PangoFontDescription;
struct _PangoLayoutLine;

struct pango_rectangle {
  int x, y, width, height;
};

/// The libraries' own functions, by their own names. Enumerations are `unsigned`, as C has them.
struct pdf_functions {
  struct _cairo_surface *_Nonnull (*_Nonnull cairo_pdf_surface_create_for_stream)(
      unsigned (*_Nonnull write)(void *_Nullable closure, const unsigned char *_Nonnull data, unsigned length),
      void *_Nullable closure, double width, double height);
  void (*_Nonnull cairo_pdf_surface_restrict_to_version)(struct _cairo_surface *_Nonnull, unsigned version);
  void (*_Nonnull cairo_pdf_surface_set_size)(struct _cairo_surface *_Nonnull, double width, double height);
  void (*_Nonnull cairo_pdf_surface_set_metadata)(
      struct _cairo_surface *_Nonnull, unsigned kind, const char *_Nullable text);
  void (*_Nonnull cairo_pdf_surface_set_page_label)(struct _cairo_surface *_Nonnull, const char *_Nonnull label);
  int (*_Nonnull cairo_pdf_surface_add_outline)(
      struct _cairo_surface *_Nonnull, int parent, const char *_Nonnull text, const char *_Nonnull attributes,
      unsigned flags);
  void (*_Nonnull cairo_surface_finish)(struct _cairo_surface *_Nonnull);
  void (*_Nonnull cairo_surface_destroy)(struct _cairo_surface *_Nonnull);
  unsigned (*_Nonnull cairo_surface_status)(struct _cairo_surface *_Nonnull);

  struct _cairo *_Nonnull (*_Nonnull cairo_create)(struct _cairo_surface *_Nonnull);
  void (*_Nonnull cairo_destroy)(struct _cairo *_Nonnull);
  unsigned (*_Nonnull cairo_status)(struct _cairo *_Nonnull);
  void (*_Nonnull cairo_show_page)(struct _cairo *_Nonnull);
  void (*_Nonnull cairo_move_to)(struct _cairo *_Nonnull, double x, double y);
  void (*_Nonnull cairo_line_to)(struct _cairo *_Nonnull, double x, double y);
  void (*_Nonnull cairo_set_line_width)(struct _cairo *_Nonnull, double width);
  void (*_Nonnull cairo_stroke)(struct _cairo *_Nonnull);
  void (*_Nonnull cairo_tag_begin)(
      struct _cairo *_Nonnull, const char *_Nonnull name, const char *_Nonnull attributes);
  void (*_Nonnull cairo_tag_end)(struct _cairo *_Nonnull, const char *_Nonnull name);

  struct _PangoLayout *_Nonnull (*_Nonnull pango_cairo_create_layout)(struct _cairo *_Nonnull);
  void (*_Nonnull pango_cairo_show_layout_line)(struct _cairo *_Nonnull, struct _PangoLayoutLine *_Nonnull);
  void (*_Nonnull pango_layout_set_text)(struct _PangoLayout *_Nonnull, const char *_Nonnull text, int length);
  void (*_Nonnull pango_layout_set_width)(struct _PangoLayout *_Nonnull, int width);
  void (*_Nonnull pango_layout_set_indent)(struct _PangoLayout *_Nonnull, int indent);
  void (*_Nonnull pango_layout_set_wrap)(struct _PangoLayout *_Nonnull, unsigned wrap);
  void (*_Nonnull pango_layout_set_font_description)(
      struct _PangoLayout *_Nonnull, const struct _PangoFontDescription *_Nullable);
  int (*_Nonnull pango_layout_get_line_count)(struct _PangoLayout *_Nonnull);
  int (*_Nonnull pango_layout_get_unknown_glyphs_count)(struct _PangoLayout *_Nonnull);
  struct _PangoLayoutLine *_Nullable (*_Nonnull pango_layout_get_line_readonly)(struct _PangoLayout *_Nonnull, int line);
  void (*_Nonnull pango_layout_line_get_extents)(
      struct _PangoLayoutLine *_Nonnull, struct pango_rectangle *_Nullable ink,
      struct pango_rectangle *_Nullable logical);
  struct _PangoFontDescription *_Nonnull (*_Nonnull pango_font_description_from_string)(const char *_Nonnull text);
  void (*_Nonnull pango_font_description_set_absolute_size)(struct _PangoFontDescription *_Nonnull, double size);
  void (*_Nonnull pango_font_description_free)(struct _PangoFontDescription *_Nullable);
  void (*_Nonnull g_object_unref)(void *_Nonnull);
};

/// The libraries' functions; NULL where they are not installed or lack one of them. Threads may call it at once.
const struct pdf_functions *_Nullable pdf_library(void);

#endif
