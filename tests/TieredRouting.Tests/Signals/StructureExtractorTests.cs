using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class StructureExtractorTests
{
    /// <summary>Texts that leave no fence open, so that one never changes what the next one says.</summary>
    private static readonly string[] Closed =
    [
        "Why?", "a?b", "What??", "何？", "", " ", "plain words", "You MUST answer.", "at most 3, at least 1", "mustard", "- item", "* item", "1. do", "2) do",
        "Step 3: do", "## Step 4", "if (a) {\n  b();\n}", "one line;", "```\n- code?\nmust\n```", "~~~sql\nselect 1;\n~~~", "the first", "First do a, then b", "then c", "é", "😀", "\ud800", "\t", "\r",
    ];

    private static readonly Gen<string> Texts = Gen.Int[0, Closed.Length - 1].Select(index => Closed[index]).Array[0, 12].Select(pieces => string.Join('\n', pieces));

    private static readonly Gen<string> Anything = Gen.Select(Texts, Gen.String, Gen.Int[0, 3])
        .Select((text, noise, fences) => text + noise + string.Concat(Enumerable.Repeat("\n```", fences)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("Why? How?? ¿Qué? 何？ هل؟", 5)]
    [InlineData("(really?) \"Sure?\"", 2)]
    [InlineData("see http://a.example/?q=1", 0)]
    [InlineData("```\na ? b : c\n```\nWhy?", 1)]
    public void A_question_is_a_run_of_marks_that_ends_a_word(string text, int questions) =>
        Read(text).Should().Be(new StructureCounts(questions, 0, text.StartsWith('`') ? 1 : 0, 0, 0));

    [Theory]
    [InlineData("It MUST have exactly three, only here; never four and always these.", 5)]
    [InlineData("At most two, at least one, WITHOUT tables", 3)]
    [InlineData("must", 1)]
    [InlineData("without", 1)]
    [InlineData("mustard, commonly, nevertheless, hallways, almost, leastways, at mostly, within, that least, bat most", 0)]
    [InlineData("with out, at  most, ithout, t most", 0)]
    [InlineData("```\nmust only\n```\nmust\n~~~\nnever", 1)]
    public void A_constraint_is_a_word_that_binds(string text, int constraints) => Read(text).Constraints.Should().Be(constraints);

    [Theory]
    [InlineData("```cs\nint a;\n```", 1)]
    [InlineData("```\nopen", 1)]
    [InlineData("  ~~~\na\n~~~\nb\n```\nc\n```", 2)]
    [InlineData("a `word` and ``two``", 0)]
    [InlineData("if (a)\n{\n  b();\n\n  c();\n}\n", 1)]
    [InlineData("a;\nb;\nsaid so\nc;\nd;", 2)]
    [InlineData("Stop;", 0)]
    [InlineData("- apples;\n- pears;\n1. plums;\n2. nuts;", 0)]
    public void A_code_block_is_fenced_or_looks_like_code(string text, int blocks) => Read(text).CodeBlocks.Should().Be(blocks);

    [Theory]
    [InlineData("- a\n  * b\n• c\r\n+\td", 4)]
    [InlineData("-d\n--- e\n-\n*bold* text", 0)]
    [InlineData("```\n- a\n```\n- b", 1)]
    public void A_list_item_begins_its_line_with_a_bullet(string text, int items) => Read(text).ListItems.Should().Be(items);

    [Theory]
    [InlineData("1. a\n 2) b\nStep 3: c\n## step 4\n**Step 5** d", 5)]
    [InlineData("2027. d\n1.5 e\n1.\nStepping 1\nStep by step\nin step 2", 0)]
    [InlineData("First collect the numbers, then compare them. Then write.", 3)]
    [InlineData("Please: first a, then b", 2)]
    [InlineData("by the first of March, and then", 0)]
    [InlineData("First of all, thanks. We then", 2)]
    [InlineData("firstly this, then that", 2)]
    [InlineData("First things, authenticate", 0)]
    [InlineData("Then first, a", 0)]
    public void A_step_is_numbered_or_follows_a_first(string text, int steps) => Read(text).Steps.Should().Be(steps);

    [Fact]
    public async Task The_value_is_the_sum_of_the_parts()
    {
        var signal = await Extract("You must:\n- a\n- b\n1. c\nOK? Why?\n```\nd\n```");

        signal.Parts.Should().Equal(new Dictionary<string, object> { ["questions"] = 2, ["constraints"] = 1, ["codeBlocks"] = 1, ["listItems"] = 2, ["steps"] = 1 });
        signal.Number().Should().Be(7);
        signal.Number("listItems").Should().Be(2);
        signal.Number("other").Should().BeNull();
    }

    [Fact]
    public async Task Plain_requests_share_their_signal()
    {
        (await Extract("One? Two? It must.")).Should().BeSameAs(await Extract("You must. Who? And when?"));
        (await Extract("One? Two? It must.")).Number("questions").Should().Be(2);
        (await Extract("One? Two? It must.")).Number("constraints").Should().Be(1);
    }

    [Fact]
    public void The_signal_says_what_was_counted() => Anything.Sample(text =>
    {
        var signal = Extract(text).AsTask().GetAwaiter().GetResult();
        var counts = Read(text);

        signal.Number().Should().Be(counts.Total);
        signal.Parts!.Values.Should().Equal(counts.Questions, counts.Constraints, counts.CodeBlocks, counts.ListItems, counts.Steps);
    });

    [Fact]
    public void A_text_said_twice_counts_twice() => Texts.Where(text => !text.Contains("irst")).Sample(text =>
        Read($"{text}\n\n.\n{text}").Should().Be(Sum(Read(text), Read(text))));

    [Fact]
    public void What_comes_after_never_lowers_a_count() => Gen.Select(Anything, Anything).Sample((before, after) =>
        IsAtLeast(Read($"{before}\n{after}"), Read(before)).Should().BeTrue());

    [Fact]
    public void What_comes_before_never_lowers_a_count_unless_it_leaves_a_fence_open() => Gen.Select(Texts, Anything).Sample((before, after) =>
        IsAtLeast(Read($"{before}\n.\n{after}"), Read(after)).Should().BeTrue());

    [Theory]
    [InlineData("a")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("?")]
    [InlineData("？")]
    [InlineData("```\n")]
    [InlineData("must ")]
    [InlineData("at most ")]
    [InlineData("t mos")]
    [InlineData("first ")]
    [InlineData("the first ")]
    [InlineData("First then ")]
    [InlineData("1. ")]
    [InlineData("####")]
    [InlineData(";\n")]
    public void A_million_characters_are_read_in_one_go(string pattern)
    {
        var text = string.Concat(Enumerable.Repeat(pattern, 1_000_000 / pattern.Length));
        var reader = new StructureReader(text);
        var looks = 0;

        for (var position = 0; reader.ReadMark(); position = reader.Position, looks++)
            (reader.Position > position).Should().BeTrue("every look goes on where the last one ended");

        reader.Position.Should().BeLessThanOrEqualTo(text.Length);
        looks.Should().BeLessThanOrEqualTo(text.Length);
        reader.End().Total.Should().BeLessThanOrEqualTo(text.Length);
    }

    private static StructureCounts Read(string text) => StructureReader.Read(text);

    private static ValueTask<Signal> Extract(string text) => new StructureExtractor().ExtractAsync(Given.Request(text), CancellationToken.None);

    private static StructureCounts Sum(StructureCounts left, StructureCounts right) => new(
        left.Questions + right.Questions, left.Constraints + right.Constraints, left.CodeBlocks + right.CodeBlocks, left.ListItems + right.ListItems, left.Steps + right.Steps);

    private static bool IsAtLeast(StructureCounts more, StructureCounts less) =>
        more.Questions >= less.Questions && more.Constraints >= less.Constraints && more.CodeBlocks >= less.CodeBlocks && more.ListItems >= less.ListItems && more.Steps >= less.Steps;
}
