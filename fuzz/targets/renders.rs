#![no_main]

libfuzzer_sys::fuzz_target!(|digest: nutgraf_fuzz::digest::Anything| nutgraf_fuzz::renders(&digest));
