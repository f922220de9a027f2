/// What Mingzhang uses of libxlsxwriter, found when the program runs: a machine without the library still runs
/// everything but the writing of XLSX files.
#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <stdint.h>

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;
struct lxw_protection;

/// The library's `lxw_datetime` and `lxw_data_validation`: what may be entered in a cell.
struct xlsx_datetime {
  int year, month, day, hour, min;
  double sec;
};

struct xlsx_validation {
  uint8_t validate, criteria, ignore_blank, show_input, show_error, error_type, dropdown;
  double value_number;
  const char *_Nullable value_formula;
  const char *_Nullable const *_Nullable value_list;
  struct xlsx_datetime value_datetime;
  double minimum_number;
  const char *_Nullable minimum_formula;
  struct xlsx_datetime minimum_datetime;
  double maximum_number;
  const char *_Nullable maximum_formula;
  struct xlsx_datetime maximum_datetime;
  const char *_Nullable input_title;
  const char *_Nullable input_message;
  const char *_Nullable error_title;
  const char *_Nullable error_message;
};

/// The library's own functions, by its own names and with its own types.
struct xlsx_functions {
  struct lxw_workbook *_Nullable (*_Nonnull workbook_new)(const char *_Nonnull path);
  struct lxw_worksheet *_Nullable (*_Nonnull workbook_add_worksheet)(
      struct lxw_workbook *_Nonnull, const char *_Nonnull name);
  struct lxw_format *_Nullable (*_Nonnull workbook_add_format)(struct lxw_workbook *_Nonnull);
  unsigned (*_Nonnull workbook_close)(struct lxw_workbook *_Nonnull);

  unsigned (*_Nonnull worksheet_write_string)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, const char *_Nonnull text,
      struct lxw_format *_Nullable);
  unsigned (*_Nonnull worksheet_write_number)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, double number, struct lxw_format *_Nullable);
  unsigned (*_Nonnull worksheet_write_blank)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, struct lxw_format *_Nullable);
  unsigned (*_Nonnull worksheet_write_formula_num)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, const char *_Nonnull formula,
      struct lxw_format *_Nullable, double result);
  unsigned (*_Nonnull worksheet_write_formula_str)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, const char *_Nonnull formula,
      struct lxw_format *_Nullable, const char *_Nonnull result);
  unsigned (*_Nonnull worksheet_write_comment)(
      struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column, const char *_Nonnull text);
  unsigned (*_Nonnull worksheet_data_validation_range)(
      struct lxw_worksheet *_Nonnull, uint32_t first_row, uint16_t first_column, uint32_t last_row,
      uint16_t last_column, struct xlsx_validation *_Nonnull);
  void (*_Nonnull worksheet_protect)(
      struct lxw_worksheet *_Nonnull, const char *_Nullable password, struct lxw_protection *_Nullable);
  void (*_Nonnull worksheet_set_tab_color)(struct lxw_worksheet *_Nonnull, uint32_t rgb);
  unsigned (*_Nonnull worksheet_merge_range)(
      struct lxw_worksheet *_Nonnull, uint32_t first_row, uint16_t first_column, uint32_t last_row,
      uint16_t last_column, const char *_Nonnull text, struct lxw_format *_Nullable);
  unsigned (*_Nonnull worksheet_set_column)(
      struct lxw_worksheet *_Nonnull, uint16_t first, uint16_t last, double width, struct lxw_format *_Nullable);
  unsigned (*_Nonnull worksheet_set_row)(
      struct lxw_worksheet *_Nonnull, uint32_t row, double height, struct lxw_format *_Nullable);
  void (*_Nonnull worksheet_freeze_panes)(struct lxw_worksheet *_Nonnull, uint32_t row, uint16_t column);
  unsigned (*_Nonnull worksheet_autofilter)(
      struct lxw_worksheet *_Nonnull, uint32_t first_row, uint16_t first_column, uint32_t last_row,
      uint16_t last_column);
  unsigned (*_Nonnull worksheet_repeat_rows)(struct lxw_worksheet *_Nonnull, uint32_t first, uint32_t last);
  void (*_Nonnull worksheet_set_portrait)(struct lxw_worksheet *_Nonnull);
  void (*_Nonnull worksheet_set_landscape)(struct lxw_worksheet *_Nonnull);
  void (*_Nonnull worksheet_set_paper)(struct lxw_worksheet *_Nonnull, uint8_t paper);
  void (*_Nonnull worksheet_set_margins)(
      struct lxw_worksheet *_Nonnull, double left, double right, double top, double bottom);
  void (*_Nonnull worksheet_fit_to_pages)(struct lxw_worksheet *_Nonnull, uint16_t width, uint16_t height);
  unsigned (*_Nonnull worksheet_set_footer)(struct lxw_worksheet *_Nonnull, const char *_Nonnull text);

  void (*_Nonnull format_set_font_name)(struct lxw_format *_Nonnull, const char *_Nonnull name);
  void (*_Nonnull format_set_font_size)(struct lxw_format *_Nonnull, double points);
  void (*_Nonnull format_set_font_color)(struct lxw_format *_Nonnull, uint32_t rgb);
  void (*_Nonnull format_set_bold)(struct lxw_format *_Nonnull);
  void (*_Nonnull format_set_text_wrap)(struct lxw_format *_Nonnull);
  void (*_Nonnull format_set_align)(struct lxw_format *_Nonnull, uint8_t alignment);
  void (*_Nonnull format_set_unlocked)(struct lxw_format *_Nonnull);
  void (*_Nonnull format_set_border)(struct lxw_format *_Nonnull, uint8_t style);
  void (*_Nonnull format_set_num_format)(struct lxw_format *_Nonnull, const char *_Nonnull format);
  void (*_Nonnull format_set_bg_color)(struct lxw_format *_Nonnull, uint32_t rgb);
};

/// The library's functions; NULL where the library is not installed or lacks one of them. Threads may call it at once.
const struct xlsx_functions *_Nullable xlsx_library(void);

#endif
