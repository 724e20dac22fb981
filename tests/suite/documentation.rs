//! The commands in the documentation print what it says.

#[test]
fn the_readme_s_commands_print_what_it_says() {
    trycmd::TestCases::new()
        .case("README.md")
        .register_bin("graphwright", trycmd::cargo::cargo_bin!("graphwright"));
}

#[test]
fn the_readme_s_limits_are_those_of_the_code() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let table = graphwright::limits::table();
    assert!(readme.contains(&table), "put this into README.md:\n{table}");
}
