//! Chooses the widest instruction set at run time, so that one build runs fast everywhere.
//!
//! The kernels are plain Rust, inlined into one function per instruction set and vectorised there
//! by the compiler. This is the only place with `unsafe`: calling a function that needs CPU
//! features after they were detected. On other processors (NEON is part of every `AArch64`) the
//! baseline version is the vectorised one.

/// Defines `pub(crate) fn $name(arguments)` that runs `$inner::<FUSED>` under the best instruction
/// set; `FUSED` says whether multiply-add is one instruction.
macro_rules! dispatched {
    ($(#[$doc:meta])* fn $name:ident = $inner:ident($($argument:ident: $kind:ty),* $(,)?)) => {
        $(#[$doc])*
        pub(crate) fn $name($($argument: $kind),*) {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512dq,avx2,fma")]
                fn avx512($($argument: $kind),*) {
                    $inner::<true>($($argument),*);
                }
                #[target_feature(enable = "avx2,fma")]
                fn avx2($($argument: $kind),*) {
                    $inner::<true>($($argument),*);
                }
                match crate::kernels::dispatch::level() {
                    crate::kernels::dispatch::Level::Avx512 => {
                        #[expect(unsafe_code, reason = "the features were detected")]
                        // SAFETY: `level` detected every feature that `avx512` enables.
                        return unsafe { avx512($($argument),*) };
                    }
                    crate::kernels::dispatch::Level::Avx2 => {
                        #[expect(unsafe_code, reason = "the features were detected")]
                        // SAFETY: `level` detected every feature that `avx2` enables.
                        return unsafe { avx2($($argument),*) };
                    }
                    crate::kernels::dispatch::Level::Baseline => {}
                }
            }
            // Every AArch64 has fused multiply-add; elsewhere it would be a library call.
            $inner::<{ cfg!(target_arch = "aarch64") }>($($argument),*);
        }
    };
}
pub(crate) use dispatched;

/// Instruction sets on x86-64.
#[cfg(target_arch = "x86_64")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// 512-bit vectors.
    Avx512,
    /// 256-bit vectors and fused multiply-add.
    Avx2,
    /// SSE2, part of every x86-64.
    Baseline,
}

/// The widest set this processor has; detected once by the standard library.
#[cfg(target_arch = "x86_64")]
pub(crate) fn level() -> Level {
    if is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512dq")
    {
        Level::Avx512
    } else if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        Level::Avx2
    } else {
        Level::Baseline
    }
}

/// a · b + c, in one instruction where there is one.
#[inline(always)]
pub(crate) fn multiply_add<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    if FUSED { a.mul_add(b, c) } else { a * b + c }
}
