#include "base/limits.h"
#include "base/utf8.h"
#include "helper.h"

/* All outlets and people are invented. */

#define HEAD "Received: from mx.example\r\nFrom: Ada Brink <ada@lammer.example>\r\nDate: Sun, 15 Mar 2026 21:00:00 +0100\r\n"

static const struct wd_item *at(const struct wd_document *d, size_t i)
{
    static struct wd_item none;
    ok(d->items.n > i, "has item %zu", i);
    wd_item_init(&none);
    return d->items.n > i ? &d->items.v[i] : &none;
}

static void heads(void)
{
    struct wd_document d = parsed(
        HEAD "Message-ID:\r\n <a1@lammer.example>\r\nSubject: Fwd: =?iso-8859-1?Q?Stra=DFe_f=FCr?=\r\n =?utf-8?B?IMOYeWU=?=\r\n\tfrei\r\n"
             "Keywords: salt, museum\r\n\r\nThe road is free.\r\n");
    const struct wd_item *e = at(&d, 0);
    is_str(d.format, "email", "format");
    is_str(e->title.value,
           "Stra\xC3\x9F"
           "e f\xC3\xBCr \xC3\x98ye frei",
           "subject, unfolded and decoded");
    is_str(e->id, "<a1@lammer.example>", "identity");
    is_time(e->published_utc, "2026-03-15T20:00:00Z", "date");
    is_str(e->outlet, "Ada Brink", "sender");
    is_str(e->authors.n ? e->authors.v[0].email : WD_STR(""), "ada@lammer.example", "address");
    is_int(e->keywords.n, 2, "keywords");
    is_str(e->body_text, "The road is free.", "text");
    d = parsed(
        "From: desk@lammer.example (Lammer Desk)\nSubject: =?utf-8?Q?L=C3?= =?utf-8?Q?=B8rdag?= and =?bogus\nDate: 15 Mar 2026\n\nText.\n");
    is_str(at(&d, 0)->title.value, "L\xC3\xB8rdag and =?bogus", "a character cut between two words; what is no word stays");
    is_str(at(&d, 0)->outlet, "Lammer Desk", "a name in brackets");
    d = parsed("From: \"Dahl, J\xF8rgen\" <jd@x.example>\nSubject: Caf\xE9 opens\nDate: 15 Mar 2026\n\nText.\n");
    is_str(at(&d, 0)->title.value, "Caf\xC3\xA9 opens", "bare bytes in a subject");
    is_str(at(&d, 0)->outlet, "Dahl, J\xC3\xB8rgen", "and in a name");
    d = parsed(HEAD "Message-ID: <b2@x.example>\r\nReferences: <b1@x.example>\r\nSubject: CORRECTION: Fares\r\n\r\nText.\r\n");
    is_int(at(&d, 0)->signal, WD_SIGNAL_CORRECTION, "a correction");
    is_str(at(&d, 0)->id, "<b1@x.example>", "of the mail before");
    d = parsed(HEAD "Subject: EMBARGOED UNTIL SUNDAY: Fares\r\n\r\nEmbargo: 1800 GMT 16 March 2026\r\n\r\nText.\r\n");
    is_time(at(&d, 0)->embargo_utc, "2026-03-16T18:00:00Z", "embargo");
    is_int(at(&d, 0)->pubstatus, WD_PUB_USABLE, "which the subject does not spoil");
}

static void bodies(void)
{
    struct wd_document d = parsed(
        HEAD
        "Subject: a\r\nContent-Type: text/plain; charset=iso-8859-1; format=flowed\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "The caf=E9 of Sund =\r\nopened on Friday, =20\r\nshe said.\r\n\r\n--=20\r\nAda Brink\r\n");
    is_str(at(&d, 0)->body_text, "The caf\xC3\xA9 of Sund opened on Friday, she said.", "quoted-printable, flowed, without signature");
    d = parsed(HEAD "Subject: a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                    "base64\r\n\r\nVGhlIGNhZsOpIG9w\r\nZW5lZC4=\r\n");
    is_str(at(&d, 0)->body_text, "The caf\xC3\xA9 opened.", "base64");
    d = parsed(HEAD "Subject: a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{}</style></head><body "
                    "onload=\"x()\"><p>Open <a href=\"javascript:x\">now</a></p><script>x</script></body></html>\r\n");
    ok(wd_str_find(at(&d, 0)->body_html, "<p>Open", 0) != SIZE_MAX && wd_str_find(at(&d, 0)->body_html, "script", 0) == SIZE_MAX,
       "HTML is cleaned: %.*s", WD_STR_ARG(at(&d, 0)->body_html));
    d = parsed(HEAD "Subject: a\r\nContent-Type: multipart/alternative; boundary=\"=_b'\"\r\n\r\n--=_b'\r\nContent-Type: "
                    "text/plain\r\n\r\nSee the page.\r\n--=_b'\r\n"
                    "Content-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>The storks returned to "
                    "the mill roof two weeks early, the keeper said.</p>\r\n"
                    "--r\r\nContent-Type: image/png\r\nContent-ID: <p>\r\nContent-Transfer-Encoding: "
                    "base64\r\n\r\niVBORw==\r\n--r--\r\n--=_b'--\r\nepilogue\r\n");
    is_int(d.items.n, 1, "one mail");
    ok(wd_str_find(at(&d, 0)->body_html, "storks returned", 0) != SIZE_MAX, "the page, where the plain text is a hint only");
    is_int(d.repairs.n, 0, "its pictures are nothing to tell of");
    d = parsed(HEAD "Subject: Form\r\n\r\n{\"Headline\":[\"Storks\"],\"Urgency\":[\"Urgent\"],\"Slugline\":\"birds\",\"Body\":[\"They "
                    "are\r\nback.\"]}\r\n");
    is_str(at(&d, 0)->title.value, "Storks", "a form's headline");
    is_str(at(&d, 0)->urgency, "3", "urgency in words");
    is_str(at(&d, 0)->body_text, "They are back.", "and text");
    d = parsed(HEAD "Subject: Sund\r\n\r\nSDA\r\n\r\nHeadline: Storks are back\r\n\r\nThey are back.\r\n");
    is_str(at(&d, 0)->title.value, "Storks are back", "header lines in the text");
    is_str(at(&d, 0)->body_text, "They are back.", "are no text");
}

static void attached(void)
{
    static const char wire[] = "\x01nwd0061 4 i 211 nwd 61\r\n\r\nStorm/\r\n\x02Storm in Sund =\r\n\r\nIt rained.\r\n\x03\x04";
    struct wd_str body =
        wd_arena_printf(&arena,
                        HEAD "Subject: stories\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n--m\r\n\r\nTwo stories.\r\n--m\r\n"
                             "Content-Type: application/octet-stream; name*0*=utf-8''st%%C3%%B8; name*1=rm.txt\r\n\r\n%s\r\n--m\r\n"
                             "Content-Type: text/xml\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                             "PHJzcyB2ZXJzaW9uPSIyLjAiPjxjaGFubmVsPjxpdGVtPjx0aXRsZT5PbmU8L3RpdGxlPjwvaXRlbT48aXRlbT48dGl0bGU+"
                             "VHdvPC90aXRsZT48L2l0ZW0+PC9jaGFubmVsPjwvcnNzPg==\r\n"
                             "--m\r\nContent-Type: application/x-junk; name=junk.bin\r\n\r\n\x02\x02\x02\x05\r\n--m--\r\n",
                        wire);
    struct wd_document d = {0};
    is_int(parse_at(body, "", &d), 0, "parses");
    is_int(d.items.n, 3, "the stories, not the covering note");
    is_str(at(&d, 0)->title.value, "Storm in Sund", "a wire file");
    is_str(at(&d, 2)->title.value, "Two", "a feed");
    is_int(d.repairs.n, 1, "what could not be read");
    ok(d.repairs.n && wd_str_find(d.repairs.v[0], "junk.bin", 0) != SIZE_MAX, "is named: %.*s",
       WD_STR_ARG(d.repairs.n ? d.repairs.v[0] : WD_STR("")));
    body = wd_arena_printf(&arena, HEAD "Subject: wire\r\n\r\n%s", wire);
    is_int(parse_at(body, "", &d), 0, "parses");
    is_str(d.format, "iptc7901", "a wire file as the text of a mail");
    d = parsed("From x@y.example Sun Mar 15 20:30:00 2026\nFrom: x@y.example\nSubject: One\n\nFirst.\n\nFrom here on\n\n>From "
               "there\n\nFrom x@y.example Sun Mar 15 20:31:00 2026\nFrom: x@y.example\n"
               "Subject: Two\n\nSecond.\n");
    is_int(d.items.n, 2, "an mbox");
    is_str(at(&d, 0)->body_text, "First.\nFrom here on\nFrom there", "lines with From");
}

/* Mails in mails and parts in parts end at a depth, and cut mails keep what they have. */
static void broken(void)
{
    struct wd_buf b;
    struct wd_document d = {0};
    wd_buf_init(&b, 1 << 20);
    for (int i = 0; i < 40; i++)
        wd_buf_printf(&b,
                      HEAD "Subject: level %d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n\r\nText of level "
                           "%d.\r\n--b%d\r\nContent-Type: message/rfc822\r\n\r\n",
                      i, i, i, i, i);
    is_int(parse_at(wd_buf_str(&b), "", &d), 0, "mails in mails");
    ok(d.capped && d.items.n >= 1 && d.items.n <= WD_MAX_MAIL_DEPTH + 1, "end at a depth: %zu items", d.items.n);
    wd_buf_reset(&b);
    wd_buf_putc(&b, HEAD "Subject: parts\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
    for (int i = 0; i < 5000; i++)
        wd_buf_putc(&b, "--x\r\n\r\nA\r\n");
    is_int(parse_at(wd_buf_str(&b), "", &d), 0, "thousands of parts");
    ok(d.capped, "are capped");
    wd_buf_reset(&b);
    wd_buf_putc(&b, HEAD "Subject: parts\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n");
    for (int i = 0; i < 200; i++)
        wd_buf_printf(&b, "--%sx\r\nContent-Type: multipart/mixed; boundary=\"%sx\"\r\n\r\n", i ? "x" : "", "x");
    is_int(parse_at(wd_buf_str(&b), "", &d), 0, "parts in parts");
    wd_buf_done(&b);
    d = parsed(HEAD "Subject: cut\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; "
                    "charset=nonsense\r\n\r\nWhat came.");
    is_str(at(&d, 0)->body_text, "What came.", "a part without end, of a charset that is none");
    d = parsed(HEAD "Subject: none\r\nContent-Type: multipart/mixed\r\n\r\nText without a boundary.\r\n");
    is_str(at(&d, 0)->body_text, "Text without a boundary.", "no boundary");
    d = parsed(HEAD "Subject: only a subject\r\n");
    is_str(at(&d, 0)->title.value, "only a subject", "a head alone");
    d = parsed("Storm report\n\nFrom: the sea\nSubject: rain\n\nIt rains.\n");
    is_str(d.format, "text", "text that only has such lines");
}

int main(void)
{
    wd_arena_init(&arena);
    heads();
    bodies();
    attached();
    broken();
    wd_arena_done(&arena);
    return done();
}
