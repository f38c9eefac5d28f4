/*
 * Less ink, the same look: a device link that holds CMYK to a press's total ink limit.
 *
 * In: a press's profile and a limit in percent. Out: a profile that turns CMYK into CMYK
 * whose four inks are nowhere more than that. Grey component replacement by the profile:
 * of an ink over the limit more black is taken, as little as will do, and with it so much
 * less of the three colors that the profile says it is the same color (Newton's method
 * on its colorimetric table). Only what is darker than the limit can print at all gives
 * way in color: it has all the black there is and its colors in proportion.
 * The colors are found at the nodes of a grid, and are a smooth function of where they
 * come from, because the black is: nothing jumps between neighbors. What is linear
 * between nodes under the limit is under it too.
 * lcms2's own limiting link scales the three colors down and leaves black as it is, which
 * makes shadows brown and lighter; it was rejected for that.
 */
#include <math.h>
#include <string.h>

#include <lcms2.h>

#include "picture/pixels.h"

/* Nodes a side: with 9 the table takes 0.1 s, with 17 twelve times that. */
enum { NODES = 9, INKS = 4, STEPS = 8, HALVINGS = 7, TRIES = 8 };
/* A distance (ΔE 1976) that nobody sees in a dark color. */
#define SAME 2.0

struct limiter {
	cmsHTRANSFORM look; /* CMYK in percent -> Lab */
	double limit;	    /* percent */
};

static double total(const double *ink)
{
	return ink[0] + ink[1] + ink[2] + ink[3];
}

static double within(double x)
{
	return x < 0 ? 0 : x > 100 ? 100 : x;
}

/* How the look changes with each of the three colors; rows L, a, b. */
static void slopes(
    const struct limiter *l, const double *ink, const cmsCIELab *here, double j[3][3])
{
	for (int i = 0; i < 3; i++) {
		double moved[INKS];
		const double step = ink[i] > 98 ? -2 : 2;
		cmsCIELab there;

		memcpy(moved, ink, sizeof moved);
		moved[i] += step;
		cmsDoTransform(l->look, moved, &there, 1);
		j[0][i] = (there.L - here->L) / step;
		j[1][i] = (there.a - here->a) / step;
		j[2][i] = (there.b - here->b) / step;
	}
}

static double determinant(const double m[3][3])
{
	return m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
	       m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
	       m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
}

/* Cramer's rule. False: in no direction does anything change. */
static bool solve(const double m[3][3], const double *right, double *x)
{
	const double whole = determinant(m);

	if (fabs(whole) < 1e-9)
		return false;
	for (int i = 0; i < 3; i++) {
		double part[3][3];

		memcpy(part, m, sizeof part);
		for (int k = 0; k < 3; k++)
			part[k][i] = right[k];
		x[i] = determinant((const double(*)[3])part) / whole;
	}
	return true;
}

/* Moves the three colors to where, with this black, the look is the one wanted. */
static void match(const struct limiter *l, const cmsCIELab *want, double *ink)
{
	for (int n = 0; n < STEPS; n++) {
		double j[3][3], step[3];
		cmsCIELab here;

		cmsDoTransform(l->look, ink, &here, 1);
		const double miss[3] = {
		    want->L - here.L, want->a - here.a, want->b - here.b};
		if (fabs(miss[0]) + fabs(miss[1]) + fabs(miss[2]) < 0.1)
			return;
		slopes(l, ink, &here, j);
		if (!solve((const double(*)[3])j, miss, step))
			return;
		for (int i = 0; i < 3; i++)
			ink[i] = within(ink[i] + fmax(-25, fmin(25, step[i])));
	}
}

static double miss_of(const struct limiter *l, const double *ink, const cmsCIELab *want)
{
	cmsCIELab here;

	cmsDoTransform(l->look, ink, &here, 1);
	return cmsDeltaE(&here, want);
}

/* The three colors in proportion, so that the whole is within the limit. */
static void scale_down(const struct limiter *l, double *ink)
{
	const double room = fmax(0, l->limit - ink[3]), colors = total(ink) - ink[3];

	for (int i = 0; i < 3 && colors > room; i++)
		ink[i] *= room / colors;
}

/* The look as near as the limit lets it be, with any black. */
static void come_near(
    const struct limiter *l, const double *from, const cmsCIELab *want, double *to)
{
	double least = HUGE_VAL;

	for (int n = 0; n <= TRIES; n++) {
		double ink[INKS], miss;

		memcpy(ink, from, sizeof ink);
		ink[3] += (100 - from[3]) * n / TRIES;
		if (n)
			match(l, want, ink);
		scale_down(l, ink);
		miss = miss_of(l, ink, want);
		if (miss < least)
			memcpy(to, ink, sizeof ink);
		least = fmin(least, miss);
	}
}

/* The least black with which the look takes no more ink than the limit. False: there is
 * none, for more black alone would be too dark. */
static bool replace_grey(
    const struct limiter *l, const double *from, const cmsCIELab *want, double *to)
{
	double low = from[3], high = 100, ink[INKS];

	memcpy(to, from, INKS * sizeof *to);
	to[3] = 100;
	match(l, want, to);
	if (total(to) > l->limit || miss_of(l, to, want) > SAME)
		return false;
	for (int n = 0; n < HALVINGS; n++) {
		memcpy(ink, to, sizeof ink);
		ink[3] = (low + high) / 2;
		match(l, want, ink);
		if (total(ink) <= l->limit) {
			memcpy(to, ink, sizeof ink);
			high = ink[3];
		} else {
			low = ink[3];
		}
	}
	return true;
}

static cmsInt32Number limit_node(
    const cmsUInt16Number *in, cmsUInt16Number *out, void *cargo)
{
	const struct limiter *l = cargo;
	double from[INKS], to[INKS];
	cmsCIELab want;

	for (int i = 0; i < INKS; i++)
		to[i] = from[i] = in[i] / 655.35;
	if (total(from) > l->limit) {
		cmsDoTransform(l->look, from, &want, 1);
		if (!replace_grey(l, from, &want, to))
			come_near(l, from, &want, to);
	}
	for (int i = 0; i < INKS; i++) /* downwards: never over */
		out[i] = (cmsUInt16Number)(to[i] * 655.35 + 0.01);
	return TRUE;
}

/* NULL: no memory, or the profile says nothing of looks. */
void *limit_link(void *context, void *press, int percent)
{
	cmsHPROFILE lab = cmsCreateLab4ProfileTHR(context, NULL);
	cmsHPROFILE link = cmsCreateProfilePlaceholder(context);
	cmsStage *stage = cmsStageAllocCLut16bit(context, NODES, INKS, INKS, NULL);
	cmsPipeline *pipeline = cmsPipelineAlloc(context, INKS, INKS);
	struct limiter l = {.limit = percent};
	bool made = false;

	l.look = cmsCreateTransformTHR(context, press, TYPE_CMYK_DBL, lab, TYPE_Lab_DBL,
	    INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
	if (l.look && link && stage && pipeline &&
	    cmsStageSampleCLut16bit(stage, limit_node, &l, 0) &&
	    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, stage)) {
		stage = NULL; /* the pipeline's now */
		cmsSetProfileVersion(link, 4.3);
		cmsSetDeviceClass(link, cmsSigLinkClass);
		cmsSetColorSpace(link, cmsSigCmykData);
		cmsSetPCS(link, cmsSigCmykData);
		made = cmsWriteTag(link, cmsSigAToB0Tag, pipeline);
	}
	if (stage)
		cmsStageFree(stage);
	if (pipeline)
		cmsPipelineFree(pipeline);
	if (l.look)
		cmsDeleteTransform(l.look);
	if (lab)
		cmsCloseProfile(lab);
	if (link && !made)
		cmsCloseProfile(link);
	return made ? link : NULL;
}
