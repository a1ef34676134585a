/* pages/template.h - HTML templates over records.
 * Duty:      compile a template of share/templates against the record table it will be given, then print records through it.
 *              {{name}}                   text, number or enumeration, escaped
 *              {{time at}} {{clock at}}   a <time> element: full, or as short as the reference day allows
 *              {{quote q}} {{diff d}}     a quotation in marks (pages/quote.h), a difference with ins and del
 *              {{#list}}..{{/list}}       once an element; a record: once, inside it; {{.}} is an element of a list of texts
 *              {{?name}}..{{/name}}  {{^name}}..{{/name}}   where it says something, where it does not
 *              {{>partial}}               another template, in place
 *            A name that the innermost record lacks is looked up in those around it.
 * Input:     templates as embedded; records as model/record.h describes them.
 * Ownership: the compiled form lives in `a` and borrows the embedded text.
 * Errors:    WD_E_NOTFOUND (template), WD_E_SYNTAX (tag, name, nesting; where says which), WD_E_DEPTH. All templates are compiled
 *            against their records by a unit test, so none of these is left for run time.
 * Threads:   pure.   Cost: O(template) to compile, O(output) to run. */
#ifndef WD_PAGES_TEMPLATE_H
#define WD_PAGES_TEMPLATE_H

#include "base/err.h"
#include "base/zone.h"
#include "model/record.h"

struct wd_template;
struct wd_template_env {
    const struct wd_zone *zone;
    int64_t day_utc; /* times of this day, in the zone, print without their date; of this year without their year */
};

int wd_template_compile(struct wd_arena *a, struct wd_str name, const struct wd_record *record, const struct wd_template **ret_template,
                        struct wd_where *ret_where) WD_MUST;
/* The same for a text that is no file; its partials are files. */
int wd_template_compile_text(struct wd_arena *a, struct wd_str text, const struct wd_record *record,
                             const struct wd_template **ret_template, struct wd_where *ret_where) WD_MUST;
void wd_template_run(const struct wd_template *t, const struct wd_template_env *env, const void *record, struct wd_buf *out);
/* Compiles and runs; a fault of the template goes to out->err. */
void wd_template_render(struct wd_arena *a, const char *name, const struct wd_template_env *env, const struct wd_record *record,
                        const void *data, struct wd_buf *out);

#endif
