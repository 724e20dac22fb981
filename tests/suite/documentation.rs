//! The commands in the documentation print what it says.

#[test]
fn the_readme_s_commands_print_what_it_says() {
    trycmd::TestCases::new()
        .case("README.md")
        .register_bin("graphwright", trycmd::cargo::cargo_bin!("graphwright"));
}
