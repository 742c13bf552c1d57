//! Sixteen bytes looked at with one instruction. Every browser that runs the program has such; the compiler is told so by each
//! function that works on them, and by these only.

#[cfg(target_arch = "wasm32")]
use std::arch::wasm32::{i64x2, u8x16_bitmask, u8x16_eq, u8x16_lt, u8x16_splat, u8x16_sub, v128, v128_or};

/// How many.
pub(super) const AT_ONCE: usize = 16;

/// Sixteen bytes; what a question answers has its highest bit set.
#[cfg(target_arch = "wasm32")]
#[derive(Clone, Copy)]
pub(super) struct Lanes(v128);

/// Sixteen bytes; what a question answers has its highest bit set.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Copy)]
pub(super) struct Lanes([u8; AT_ONCE]);

#[cfg(target_arch = "wasm32")]
impl Lanes {
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn of(bytes: &[u8; AT_ONCE]) -> Self {
        let all = u128::from_le_bytes(*bytes);
        Self(i64x2(all as i64, (all >> 64) as i64))
    }

    /// The first eight, the first one lowest, and the others.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn of_halves(first: u64, second: u64) -> Self {
        Self(i64x2(first as i64, second as i64))
    }

    /// Each less `byte`; what would be below zero begins again from the highest.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn less(self, byte: u8) -> Self {
        Self(u8x16_sub(self.0, u8x16_splat(byte)))
    }

    /// Those that are `byte`.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn are(self, byte: u8) -> Self {
        Self(u8x16_eq(self.0, u8x16_splat(byte)))
    }

    /// Those that are less than `byte`.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn below(self, byte: u8) -> Self {
        Self(u8x16_lt(self.0, u8x16_splat(byte)))
    }

    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn or(self, other: Self) -> Self {
        Self(v128_or(self.0, other.0))
    }

    /// Each with the bits of `byte`.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn with(self, byte: u8) -> Self {
        Self(v128_or(self.0, u8x16_splat(byte)))
    }

    /// The highest bit of each, that of the first byte lowest.
    #[inline]
    #[target_feature(enable = "simd128")]
    pub fn bits(self) -> u32 {
        u32::from(u8x16_bitmask(self.0))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Lanes {
    pub fn of(bytes: &[u8; AT_ONCE]) -> Self {
        Self(*bytes)
    }

    /// The first eight, the first one lowest, and the others.
    pub fn of_halves(first: u64, second: u64) -> Self {
        Self((u128::from(second) << 64 | u128::from(first)).to_le_bytes())
    }

    /// Each less `byte`; what would be below zero begins again from the highest.
    pub fn less(self, byte: u8) -> Self {
        Self(self.0.map(|it| it.wrapping_sub(byte)))
    }

    /// Those that are `byte`.
    pub fn are(self, byte: u8) -> Self {
        Self(self.0.map(|it| if it == byte { 0xff } else { 0 }))
    }

    /// Those that are less than `byte`.
    pub fn below(self, byte: u8) -> Self {
        Self(self.0.map(|it| if it < byte { 0xff } else { 0 }))
    }

    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at] | other.0[at]))
    }

    /// Each with the bits of `byte`.
    pub fn with(self, byte: u8) -> Self {
        Self(self.0.map(|it| it | byte))
    }

    /// The highest bit of each, that of the first byte lowest.
    pub fn bits(self) -> u32 {
        (0..).zip(self.0).fold(0, |bits, (at, it)| bits | u32::from(it >> 7) << at)
    }
}
