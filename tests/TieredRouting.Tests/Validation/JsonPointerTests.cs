using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class JsonPointerTests
{
    private static readonly JsonElement Root = JsonDocument.Parse("""{ "a": { "b": [ 1, 2 ] }, "": 3, "x/y": 4, "m~n": 5, "0": 6 }""").RootElement;

    [Theory]
    [InlineData("/a/b/1", "2")]
    [InlineData("/", "3")]
    [InlineData("/x~1y", "4")]
    [InlineData("/m~0n", "5")]
    [InlineData("/0", "6")]
    [InlineData("/a/b", "[ 1, 2 ]")]
    public void Leads_to_its_value(string path, string json)
    {
        JsonPointer.TryFind(Root, path, out var found).Should().BeTrue();
        found.GetRawText().Should().Be(json);
    }

    [Fact]
    public void An_empty_one_leads_to_the_whole()
    {
        JsonPointer.TryFind(Root, "", out var found).Should().BeTrue();
        found.GetRawText().Should().Be(Root.GetRawText());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/A")]
    [InlineData("/a/b/2")]
    [InlineData("/a/b/-")]
    [InlineData("/a/b/01")]
    [InlineData("/a/b/+1")]
    [InlineData("/a/b/1/0")]
    [InlineData("/a/b/99999999999")]
    [InlineData("/\ud800")]
    public void One_that_leads_nowhere_finds_nothing(string path) => JsonPointer.TryFind(Root, path, out _).Should().BeFalse();
}
