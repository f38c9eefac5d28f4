/*
 * Grey pictures in black ink alone, as light as they were.
 *
 * In: a grey profile or an RGB one (whose greys are R = G = B), or none, which is sRGB's
 * grey; the press's profile. Out: for each grey the one to print, by a table.
 * The press prints a half of black darker than a half of light; a picture that goes to
 * the black plate as it is comes out too dark or too light in its middle. So each grey is
 * printed with so much black as gives its lightness by the press's profile. White is bare
 * paper and black is all black, and what lies between keeps its place between them: black
 * point compensation, as Adobe's paper of 2006 has it, on the luminance. All of it is
 * relative to the paper. An ICC transform into four inks was rejected: it makes grey out
 * of three colors, which no press keeps neutral, and needs three more plates.
 */
#include <math.h>
#include <string.h>

#include <lcms2.h>

#include "picture/pixels.h"

enum { TONES = 256, BATCH = 4 };

/* CIE 1976: lightness to luminance, both of white 1. */
static double luminance(double lightness)
{
	const double f = (lightness + 16) / 116;

	return lightness > 8 ? f * f * f : lightness / 903.2963;
}

/* n colors of a profile, from its darkest to its lightest, as luminance. */
static bool measure(cmsHTRANSFORM to_lab, const void *colors, double y[TONES])
{
	cmsCIELab lab[TONES];

	if (!to_lab)
		return false;
	cmsDoTransform(to_lab, colors, lab, TONES);
	for (int i = 0; i < TONES; i++)
		y[i] = luminance(fmin(100, fmax(0, lab[i].L)));
	cmsDeleteTransform(to_lab);
	return true;
}

static cmsHTRANSFORM to_lab(cmsContext lcms, cmsHPROFILE from, cmsUInt32Number type)
{
	cmsHPROFILE lab = cmsCreateLab4ProfileTHR(lcms, NULL);
	cmsHTRANSFORM t = lab ? cmsCreateTransformTHR(lcms, from, type, lab, TYPE_Lab_DBL,
				    INTENT_RELATIVE_COLORIMETRIC,
				    cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE)
			      : NULL;

	if (lab)
		cmsCloseProfile(lab);
	return t;
}

static bool measure_source(cmsContext lcms, cmsHPROFILE from, double y[TONES])
{
	const bool grey = cmsGetColorSpace(from) == cmsSigGrayData;
	uint8_t color[TONES * 3];

	for (int i = 0; i < TONES; i++)
		if (grey)
			color[i] = (uint8_t)i;
		else
			memset(color + (size_t)3 * (size_t)i, i, 3);
	return measure(to_lab(lcms, from, grey ? TYPE_GRAY_8 : TYPE_RGB_8), color, y);
}

/* Of black ink alone, as a picture's tones: 0 is all of it. */
static bool measure_black(cmsContext lcms, cmsHPROFILE press, double y[TONES])
{
	uint8_t ink[TONES * BATCH] = {0};

	for (int i = 0; i < TONES; i++)
		ink[BATCH * i + 3] = (uint8_t)(TONES - 1 - i);
	return measure(to_lab(lcms, press, TYPE_CMYK_8), ink, y);
}

bool grey_curve(void *lcms, void *from, void *press, uint8_t curve[TONES])
{
	const int white = TONES - 1;
	double source[TONES], black[TONES];
	int tone = 0;

	if (!measure_source(lcms, from, source) || !measure_black(lcms, press, black) ||
	    source[white] <= source[0] || black[white] <= black[0])
		return false;
	for (int i = 0; i < TONES; i++) {
		const double light =
		    (source[i] - source[0]) / (source[white] - source[0]);
		const double want = black[0] + light * (black[white] - black[0]);

		/* both rise: the nearer of the tones on either side */
		while (tone < white && black[tone] < want)
			tone++;
		curve[i] = (uint8_t)(tone && want - black[tone - 1] < black[tone] - want
					 ? tone - 1
					 : tone);
	}
	curve[0] = 0;
	curve[white] = (uint8_t)white;
	return true;
}
