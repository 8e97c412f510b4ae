using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class StructureExtractorTests
{
    [Theory]
    [InlineData("", 0, 0, 0, 0, 0)]
    [InlineData("Why? How?? ¿Qué? 何？", 4, 0, 0, 0, 0)]
    [InlineData("see http://a.example/?q=1", 0, 0, 0, 0, 0)]
    [InlineData("It MUST have exactly three, only here. A commonly mustard?", 1, 4, 0, 0, 0)]
    [InlineData("- a\n  * b\n• c\n-d\n--- e", 0, 0, 3, 0, 0)]
    [InlineData("1. a\n 2) b\nStep 3: c\n2027. d\n1.5 e", 0, 0, 0, 3, 0)]
    [InlineData("```cs\n- a\n1. b\n```\n- c\n~~~\nopen", 0, 0, 1, 0, 2)]
    public async Task Parts_are_counted(string text, int questions, int constraints, int enumerations, int steps, int codeBlocks)
    {
        var signal = await new StructureExtractor().ExtractAsync(Given.Request(text), CancellationToken.None);

        signal.Parts.Should().Equal(new Dictionary<string, object>
        {
            ["questions"] = questions,
            ["constraints"] = constraints,
            ["enumerations"] = enumerations,
            ["steps"] = steps,
            ["codeBlocks"] = codeBlocks,
        });
        signal.Number().Should().Be(questions + constraints + enumerations + steps + codeBlocks);
    }
}
