//! Selects the widest instruction set of the processor at run time.
//!
//! The kernels are inlined into one function for each instruction set. `unsafe` stands only here
//! and in `vector`: a function that needs CPU features is called after they were detected. On other
//! processors (NEON is part of every `AArch64`) the baseline version is the vectorised one.

#[cfg(not(target_arch = "x86_64"))]
pub(crate) use super::vector::Four as Baseline;
#[cfg(target_arch = "x86_64")]
pub(crate) use super::vector::Sse2 as Baseline;
#[cfg(target_arch = "x86_64")]
use super::vector::{Avx2, Avx512};

/// Vector instructions that a network may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstructionSet {
    /// The instructions of every processor of the target: SSE2 or NEON.
    Baseline,
    /// AVX2 and fused multiply-add.
    Avx2,
    /// AVX-512 F, BW, DQ and VL.
    Avx512,
}

/// An instruction set that this processor has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// 512-bit vectors.
    #[cfg(target_arch = "x86_64")]
    Avx512(Avx512),
    /// 256-bit vectors and fused multiply-add.
    #[cfg(target_arch = "x86_64")]
    Avx2(Avx2),
    /// The instructions of every processor of the target.
    Baseline(Baseline),
}

impl Level {
    /// The widest that the processor has and `limit` allows.
    pub(crate) fn detect(limit: InstructionSet) -> Self {
        #[cfg(target_arch = "x86_64")]
        {
            if let (InstructionSet::Avx512, Some(token)) = (limit, Avx512::detect()) {
                return Self::Avx512(token);
            }
            if let (InstructionSet::Avx512 | InstructionSet::Avx2, Some(token)) =
                (limit, Avx2::detect())
            {
                return Self::Avx2(token);
            }
        }
        let _ = limit;
        Self::Baseline(Baseline)
    }

    /// The instruction set of this level.
    pub(crate) fn instruction_set(self) -> InstructionSet {
        match self {
            #[cfg(target_arch = "x86_64")]
            Self::Avx512(_) => InstructionSet::Avx512,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2(_) => InstructionSet::Avx2,
            Self::Baseline(_) => InstructionSet::Baseline,
        }
    }
}

/// Defines `fn $name(level, arguments)` that runs `$inner(token, arguments)` compiled
/// for the level's instructions.
macro_rules! dispatched {
    ($(#[$doc:meta])* $visibility:vis fn $name:ident = $inner:ident($($argument:ident: $kind:ty),* $(,)?)) => {
        $(#[$doc])*
        $visibility fn $name(level: crate::kernels::dispatch::Level, $($argument: $kind),*) {
            use crate::kernels::dispatch::Level;
            #[cfg(target_arch = "x86_64")]
            {
                use crate::kernels::vector::{Avx2, Avx512};

                #[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")]
                fn avx512(token: Avx512, $($argument: $kind),*) {
                    $inner(token, $($argument),*);
                }
                #[target_feature(enable = "avx2,fma")]
                fn avx2(token: Avx2, $($argument: $kind),*) {
                    $inner(token, $($argument),*);
                }
                match level {
                    Level::Avx512(token) => {
                        #[expect(unsafe_code, reason = "the token proves the features")]
                        // SAFETY: `Avx512::detect` saw every feature that `avx512` enables.
                        unsafe { avx512(token, $($argument),*) }
                    }
                    Level::Avx2(token) => {
                        #[expect(unsafe_code, reason = "the token proves the features")]
                        // SAFETY: `Avx2::detect` saw every feature that `avx2` enables.
                        unsafe { avx2(token, $($argument),*) }
                    }
                    Level::Baseline(token) => $inner(token, $($argument),*),
                }
            }
            #[cfg(not(target_arch = "x86_64"))]
            {
                let Level::Baseline(token) = level;
                $inner(token, $($argument),*);
            }
        }
    };
}
pub(crate) use dispatched;

/// Calls `test` with every level that this processor has.
#[cfg(test)]
pub(crate) fn for_each_level(test: impl Fn(Level)) {
    use InstructionSet::{Avx2, Avx512, Baseline};
    for limit in [Baseline, Avx2, Avx512] {
        test(Level::detect(limit));
    }
}
