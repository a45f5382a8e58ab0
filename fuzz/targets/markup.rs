#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| nutgraf_fuzz::markup(bytes));
