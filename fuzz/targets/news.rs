#![no_main]

libfuzzer_sys::fuzz_target!(|page: nutgraf_fuzz::news::News| nutgraf_fuzz::news(&page));
