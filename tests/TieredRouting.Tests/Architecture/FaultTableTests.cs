using System.Text.RegularExpressions;

namespace TieredRouting.Tests.Architecture;

/// <summary>The fault table promises tests by name: each of them must exist.</summary>
public sealed partial class FaultTableTests
{
    private static readonly string[] Rows =
    [
        .. File.ReadLines(Path.Combine(SourceFile.Repository, "docs", "reliability.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| fault ", StringComparison.Ordinal)),
    ];

    [Fact]
    public void Every_row_of_the_fault_table_names_a_test() =>
        Rows.Should().HaveCountGreaterThan(40).And.OnlyContain(row => NamesIn(row).Any());

    [Fact]
    public void Every_test_that_the_fault_table_names_exists() =>
        Rows.SelectMany(NamesIn).Except(Tests(), StringComparer.Ordinal).Should().BeEmpty();

    /// <summary>The names in the last column.</summary>
    private static IEnumerable<string> NamesIn(string row) => Quoted().Matches(row.TrimEnd().TrimEnd('|').Split('|')[^1]).Select(match => match.Groups[1].Value);

    private static HashSet<string> Tests() => Directory.EnumerateFiles(Path.Combine(SourceFile.Repository, "tests"), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Declared().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
        .ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\[(?:Fact|Theory|MemberData|InlineData)[^\n]*\n\s*public (?:async Task|Task|void) (\w+)\(")]
    private static partial Regex Declared();
}
