#include "CPangoCairo.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define CAIRO_FUNCTIONS(USE) \
  USE(cairo_pdf_surface_create_for_stream) USE(cairo_pdf_surface_restrict_to_version) \
  USE(cairo_pdf_surface_set_size) USE(cairo_pdf_surface_set_metadata) USE(cairo_pdf_surface_set_page_label) \
  USE(cairo_pdf_surface_add_outline) USE(cairo_surface_finish) USE(cairo_surface_destroy) \
  USE(cairo_surface_status) USE(cairo_create) USE(cairo_destroy) USE(cairo_status) USE(cairo_show_page) \
  USE(cairo_move_to) USE(cairo_line_to) USE(cairo_set_line_width) USE(cairo_stroke) USE(cairo_tag_begin) \
  USE(cairo_tag_end)
#define PANGO_FUNCTIONS(USE) \
  USE(pango_cairo_create_layout) USE(pango_cairo_show_layout_line) \
  USE(pango_layout_set_text) USE(pango_layout_set_width) USE(pango_layout_set_indent) \
  USE(pango_layout_set_wrap) USE(pango_layout_set_font_description) USE(pango_layout_get_line_count) \
  USE(pango_layout_get_unknown_glyphs_count) USE(pango_layout_get_line_readonly) USE(pango_layout_line_get_extents) \
  USE(pango_font_description_from_string) USE(pango_font_description_set_absolute_size) \
  USE(pango_font_description_free) USE(g_object_unref)

static struct pdf_functions functions;
static bool is_complete = false;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
  // It brings cairo, pango and glib along, in which its symbols are looked for too.
  static const char *names[] = {"libpangocairo-1.0.so.0", "libpangocairo-1.0.0.dylib"};
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) {
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  }
  if (!library) return;
#define LOAD(name) if (!(*(void **)&functions.name = dlsym(library, #name))) return;
  CAIRO_FUNCTIONS(LOAD)
  PANGO_FUNCTIONS(LOAD)
  is_complete = true;
}

const struct pdf_functions *pdf_library(void) {
  pthread_once(&once, load);
  return is_complete ? &functions : NULL;
}
