/* The recurrence of a layer for training: forwards and its gradient.  Built by model.py.
 * g [L][B][3D] bfloat16 holds z, f, r before their functions; x, h, c, f, r [L][B][D]. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#define D 256
#define H (D / 2)

static inline float wide(uint16_t b)
{
    uint32_t u = (uint32_t)b << 16;
    float f;
    memcpy(&f, &u, 4);
    return f;
}

static inline uint16_t narrow(float f)
{
    uint32_t u;
    memcpy(&u, &f, 4);
    return (uint16_t)((u + 0x7fff + ((u >> 16) & 1)) >> 16);
}

static inline float logistic(float x)
{
    return 1.0f / (1.0f + expf(-x));
}

static void forward_half(long L, long B, long b, int back, const uint16_t *g, const float *x,
                         const float *mask, float *h, float *c, float *f, float *r)
{
    float now[H] = {0};
    for (long k = 0; k < L; k++) {
        long t = back ? L - 1 - k : k, row = t * B + b;
        float m = mask[row];
        long at = row * D + (back ? H : 0), ag = row * 3 * D + (back ? H : 0);
        for (int j = 0; j < H; j++) {
            float z = wide(g[ag + j]), ff = logistic(wide(g[ag + D + j])),
                  rr = logistic(wide(g[ag + 2 * D + j]));
            now[j] = ff * now[j] + (1 - ff) * z * m;
            c[at + j] = now[j];
            f[at + j] = ff;
            r[at + j] = rr;
            h[at + j] = (rr * now[j] + (1 - rr) * x[at + j]) * m;
        }
    }
}

void recur_forward(long L, long B, const uint16_t *g, const float *x, const float *mask, float *h,
                   float *c, float *f, float *r)
{
    for (long b = 0; b < B; b++)
        for (int back = 0; back < 2; back++)
            forward_half(L, B, b, back, g, x, mask, h, c, f, r);
}

static void backward_half(long L, long B, long b, int back, const uint16_t *g, const float *x,
                          const float *mask, const float *c, const float *f, const float *r,
                          const float *dh, uint16_t *dg, float *dx)
{
    static const float zero[H] = {0};
    float gc[H] = {0};
    for (long k = L - 1; k >= 0; k--) {
        long t = back ? L - 1 - k : k, row = t * B + b, before = back ? row + B : row - B;
        float m = mask[row];
        long at = row * D + (back ? H : 0), ag = row * 3 * D + (back ? H : 0);
        const float *cp = k ? c + before * D + (back ? H : 0) : zero;
        for (int j = 0; j < H; j++) {
            float z = wide(g[ag + j]) * m, ff = f[at + j], rr = r[at + j], d = dh[at + j] * m;
            float dc = d * rr + gc[j];
            dg[ag + j] = narrow(dc * (1 - ff) * m);
            dg[ag + D + j] = narrow(dc * (cp[j] - z) * ff * (1 - ff));
            dg[ag + 2 * D + j] = narrow(d * (c[at + j] - x[at + j]) * rr * (1 - rr));
            dx[at + j] = d * (1 - rr);
            gc[j] = dc * ff;
        }
    }
}

void recur_backward(long L, long B, const uint16_t *g, const float *x, const float *mask,
                    const float *c, const float *f, const float *r, const float *dh, uint16_t *dg,
                    float *dx)
{
    for (long b = 0; b < B; b++)
        for (int back = 0; back < 2; back++)
            backward_half(L, B, b, back, g, x, mask, c, f, r, dh, dg, dx);
}
