/*
 * QR codes (ISO/IEC 18004) from addresses, by libqrencode.
 *
 * In: an address. Out: its modules, which are drawn as one path and never as pixels.
 * Error correction M, of which a fifteenth part may be lost or dirty: what printed
 * matter uses; a higher one would only make each module smaller. The version is the
 * least that holds the address.
 */
#include <errno.h>
#include <qrencode.h>

#include "picture/picture.h"

const struct qr *qr_encode(
    struct arena *a, struct diag *d, struct pos pos, const char *address)
{
	QRcode *code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
	struct qr *qr;
	uint8_t *dark;

	if (!code && errno == ENOMEM)
		die("memory for a QR code:");
	if (!code) {
		diag(d, DIAG_BAD_LINK, pos, "the address is too long for a QR code");
		diag_hint(d, "give a shorter one that leads there");
		return NULL;
	}
	qr = ARENA_NEW(a, struct qr);
	dark = ARENA_ARRAY(a, uint8_t, (size_t)code->width * (size_t)code->width);
	for (int i = 0; i < code->width * code->width; i++)
		dark[i] = code->data[i] & 1;
	qr->side = code->width;
	qr->dark = dark;
	QRcode_free(code);
	return qr;
}
