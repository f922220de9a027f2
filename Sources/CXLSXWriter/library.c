#include "CXLSXWriter.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

#define FUNCTIONS(USE) \
  USE(workbook_new) USE(workbook_add_worksheet) USE(workbook_add_format) USE(workbook_close) \
  USE(worksheet_write_string) USE(worksheet_write_number) USE(worksheet_write_blank) \
  USE(worksheet_write_formula_num) USE(worksheet_merge_range) \
  USE(worksheet_write_formula_str) USE(worksheet_write_comment) USE(worksheet_protect) USE(worksheet_set_tab_color) \
  USE(worksheet_set_column) USE(worksheet_set_row) USE(worksheet_freeze_panes) USE(worksheet_autofilter) \
  USE(worksheet_repeat_rows) USE(worksheet_set_portrait) USE(worksheet_set_landscape) USE(worksheet_set_paper) USE(worksheet_set_margins) \
  USE(worksheet_fit_to_pages) USE(worksheet_set_footer) USE(format_set_font_name) USE(format_set_font_size) \
  USE(format_set_font_color) USE(format_set_bold) USE(format_set_text_wrap) USE(format_set_align) \
  USE(format_set_border) USE(format_set_bg_color) USE(format_set_num_format) USE(format_set_unlocked)

// Its type is this file's own, so only its layout can be held against the library's.
#define LAYOUTS(USE) USE(worksheet_data_validation_range)

// Where the library's own header is installed, the types above are held against it.
#if __has_include(<xlsxwriter.h>)
#include <xlsxwriter.h>
#define SAME(name) \
  _Static_assert( \
    __builtin_types_compatible_p(__typeof__(&name), __typeof__(((struct xlsx_functions *)0)->name)), #name);
FUNCTIONS(SAME)
#define SAME_PLACE(member) \
  _Static_assert(offsetof(struct xlsx_validation, member) == offsetof(lxw_data_validation, member), #member);
SAME_PLACE(validate) SAME_PLACE(dropdown) SAME_PLACE(value_formula) SAME_PLACE(value_list) SAME_PLACE(value_datetime)
SAME_PLACE(minimum_number) SAME_PLACE(maximum_number) SAME_PLACE(input_title) SAME_PLACE(error_message)
_Static_assert(sizeof(struct xlsx_validation) == sizeof(lxw_data_validation), "lxw_data_validation");
#endif

static struct xlsx_functions functions;
static bool is_complete = false;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void *open_library(void) {
  // The number behind .so grows with every release; what is used of the library has not changed in any of them.
  static const char *names[] = {
    "libxlsxwriter.so", "libxlsxwriter.so.4", "libxlsxwriter.so.5", "libxlsxwriter.so.6", "libxlsxwriter.so.7",
    "libxlsxwriter.so.8", "libxlsxwriter.so.9", "libxlsxwriter.so.10", "libxlsxwriter.so.11", "libxlsxwriter.dylib",
  };
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library) return library;
  }
  return NULL;
}

static void load(void) {
  void *library = open_library();
  if (!library) return;
#define LOAD(name) if (!(*(void **)&functions.name = dlsym(library, #name))) return;
  FUNCTIONS(LOAD)
  LAYOUTS(LOAD)
  is_complete = true;
}

const struct xlsx_functions *xlsx_library(void) {
  pthread_once(&once, load);
  return is_complete ? &functions : NULL;
}
