//! Vectors of floats. A token stands for each width, and exists only where the processor has the
//! instructions.
//!
//! Kernels are generic over [`Simd`] and inlined into a function that enables the instructions (see
//! `dispatch`). All explicit vector instructions of the crate are in this file; every other file is
//! safe code. Memory is accessed through slices, with bounds checks.

/// A vector width. A value of the type exists only where the processor has the instructions.
pub(crate) trait Simd: Copy {
    /// [`Self::LANES`] floats.
    type Vector: Copy;
    /// The next narrower width; a single float ends the row.
    type Half: Simd;
    /// Floats a vector has.
    const LANES: usize;

    /// The narrower token.
    fn half(self) -> Self::Half;
    /// One value in all lanes.
    fn splat(self, value: f32) -> Self::Vector;
    /// The first lanes of `values`.
    fn load(self, values: &[f32]) -> Self::Vector;
    /// Writes the lanes to the start of `target`.
    fn store(self, vector: Self::Vector, target: &mut [f32]);
    /// a + b.
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// a · b.
    fn multiply(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// a · b + c.
    fn multiply_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;
    /// The larger of each pair.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The smaller of each pair.
    fn min(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
}

/// First channels of the vectors that cover `channels`; the last may overlap the one before.
pub(crate) fn vectors<S: Simd>(channels: usize) -> impl Iterator<Item = usize> {
    let last = channels - S::LANES;
    (0..channels.div_ceil(S::LANES)).map(move |index| last.min(index * S::LANES))
}

/// Plain arrays: what every processor has. The compiler makes vectors of them where it can.
macro_rules! array {
    ($(#[$doc:meta])* $token:ident, $lanes:literal, $half:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $token;

        impl Simd for $token {
            type Vector = [f32; $lanes];
            type Half = $half;
            const LANES: usize = $lanes;

            #[inline(always)]
            fn half(self) -> Self::Half {
                $half
            }

            #[inline(always)]
            fn splat(self, value: f32) -> Self::Vector {
                [value; $lanes]
            }

            #[inline(always)]
            fn load(self, values: &[f32]) -> Self::Vector {
                let mut vector = [0.0; $lanes];
                vector.copy_from_slice(&values[..$lanes]);
                vector
            }

            #[inline(always)]
            fn store(self, vector: Self::Vector, target: &mut [f32]) {
                target[..$lanes].copy_from_slice(&vector);
            }

            #[inline(always)]
            fn add(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                for lane in 0..$lanes {
                    a[lane] += b[lane];
                }
                a
            }

            #[inline(always)]
            fn multiply(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                for lane in 0..$lanes {
                    a[lane] *= b[lane];
                }
                a
            }

            #[inline(always)]
            fn multiply_add(
                self,
                a: Self::Vector,
                b: Self::Vector,
                mut c: Self::Vector,
            ) -> Self::Vector {
                for lane in 0..$lanes {
                    // Every AArch64 has fused multiply-add; elsewhere it may be a library call.
                    c[lane] = if cfg!(target_arch = "aarch64") {
                        a[lane].mul_add(b[lane], c[lane])
                    } else {
                        a[lane] * b[lane] + c[lane]
                    };
                }
                c
            }

            #[inline(always)]
            fn max(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                for lane in 0..$lanes {
                    a[lane] = if a[lane] > b[lane] { a[lane] } else { b[lane] };
                }
                a
            }

            #[inline(always)]
            fn min(self, mut a: Self::Vector, b: Self::Vector) -> Self::Vector {
                for lane in 0..$lanes {
                    a[lane] = if a[lane] < b[lane] { a[lane] } else { b[lane] };
                }
                a
            }
        }
    };
}

array!(
    /// One float.
    One, 1, One
);

#[cfg(not(target_arch = "x86_64"))]
array!(
    /// Four floats.
    Four, 4, One
);

#[cfg(target_arch = "x86_64")]
pub(crate) use x86::{Avx2, Avx512, Sse2};

/// The widths of x86-64.
#[cfg(target_arch = "x86_64")]
#[expect(
    unsafe_code,
    reason = "the compiler cannot see that a token proves the processor's features; the lengths of \
              loads and stores are checked by the slicing in the same line"
)]
mod x86 {
    use std::arch::x86_64::{
        __m128, __m256, __m512, _mm_add_ps, _mm_loadu_ps, _mm_max_ps, _mm_min_ps, _mm_mul_ps,
        _mm_set1_ps, _mm_storeu_ps, _mm256_add_ps, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_max_ps,
        _mm256_min_ps, _mm256_mul_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm512_add_ps,
        _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_max_ps, _mm512_min_ps, _mm512_mul_ps,
        _mm512_set1_ps, _mm512_storeu_ps,
    };

    use super::{One, Simd};

    /// Sixteen floats: AVX-512 F, BW, DQ and VL, and what [`Avx2`] proves.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Avx512(());

    /// Eight floats: AVX2 and fused multiply-add.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Avx2(());

    /// Four floats: SSE2, part of every x86-64.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub(crate) struct Sse2;

    impl Avx512 {
        /// The token, where the processor has the features.
        pub(crate) fn detect() -> Option<Self> {
            let detected = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && Avx2::detect().is_some();
            detected.then_some(Self(()))
        }
    }

    impl Avx2 {
        /// The token, where the processor has the features.
        pub(crate) fn detect() -> Option<Self> {
            let detected = is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma");
            detected.then_some(Self(()))
        }
    }

    /// SSE2 has no fused multiply-add.
    #[inline]
    #[target_feature(enable = "sse2")]
    fn sse_multiply_add(a: __m128, b: __m128, c: __m128) -> __m128 {
        _mm_add_ps(_mm_mul_ps(a, b), c)
    }

    macro_rules! vector {
        ($token:ident, $vector:ident, $lanes:literal, $half:ident = $narrower:expr,
         $splat:ident, $load:ident, $store:ident, $add:ident, $multiply:ident,
         $multiply_add:ident, $max:ident, $min:ident) => {
            // SAFETY: for every call below, `self` proves the features, and the slice that a pointer
            // comes from has the length of the vector.
            impl Simd for $token {
                type Vector = $vector;
                type Half = $half;
                const LANES: usize = $lanes;

                #[inline(always)]
                fn half(self) -> Self::Half {
                    $narrower
                }

                #[inline(always)]
                fn splat(self, value: f32) -> $vector {
                    unsafe { $splat(value) }
                }

                #[inline(always)]
                fn load(self, values: &[f32]) -> $vector {
                    unsafe { $load(values[..$lanes].as_ptr()) }
                }

                #[inline(always)]
                fn store(self, vector: $vector, target: &mut [f32]) {
                    unsafe { $store(target[..$lanes].as_mut_ptr(), vector) }
                }

                #[inline(always)]
                fn add(self, a: $vector, b: $vector) -> $vector {
                    unsafe { $add(a, b) }
                }

                #[inline(always)]
                fn multiply(self, a: $vector, b: $vector) -> $vector {
                    unsafe { $multiply(a, b) }
                }

                #[inline(always)]
                fn multiply_add(self, a: $vector, b: $vector, c: $vector) -> $vector {
                    unsafe { $multiply_add(a, b, c) }
                }

                #[inline(always)]
                fn max(self, a: $vector, b: $vector) -> $vector {
                    unsafe { $max(a, b) }
                }

                #[inline(always)]
                fn min(self, a: $vector, b: $vector) -> $vector {
                    unsafe { $min(a, b) }
                }
            }
        };
    }

    vector!(
        Avx512,
        __m512,
        16,
        Avx2 = Avx2(()),
        _mm512_set1_ps,
        _mm512_loadu_ps,
        _mm512_storeu_ps,
        _mm512_add_ps,
        _mm512_mul_ps,
        _mm512_fmadd_ps,
        _mm512_max_ps,
        _mm512_min_ps
    );
    vector!(
        Avx2,
        __m256,
        8,
        Sse2 = Sse2,
        _mm256_set1_ps,
        _mm256_loadu_ps,
        _mm256_storeu_ps,
        _mm256_add_ps,
        _mm256_mul_ps,
        _mm256_fmadd_ps,
        _mm256_max_ps,
        _mm256_min_ps
    );
    vector!(
        Sse2,
        __m128,
        4,
        One = One,
        _mm_set1_ps,
        _mm_loadu_ps,
        _mm_storeu_ps,
        _mm_add_ps,
        _mm_mul_ps,
        sse_multiply_add,
        _mm_max_ps,
        _mm_min_ps
    );
}
