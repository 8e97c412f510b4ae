using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace TieredRouting.Testing.Tests;

public sealed class RecordingSetTests : IDisposable
{
    private const string Two = """
        {"id":"r1","contract":"lead","cohort":"de-smb","text":"Hi, we are Acme","gold":"Acme","answers":{"nano":[{"text":"one","correct":false,"inputTokens":10,"outputTokens":2},{"text":"two","correct":true,"inputTokens":11,"outputTokens":3,"latencyMs":400}],"full":[]},"vendor":1}

        {"id":"r2","messages":[{"role":"system","text":"Be brief"},{"role":"user","text":"Hello"}],"answers":{"nano":[{"text":"three","correct":true,"inputTokens":1,"outputTokens":1}]}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("tiered-routing-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plain_file_is_read_in_its_order()
    {
        var recordings = Load(Two).Recordings;

        recordings.Select(recording => recording.Id).Should().Equal("r1", "r2");
        recordings[0].Should().BeEquivalentTo(new { Contract = "lead", Cohort = "de-smb", Gold = "Acme", Text = "Hi, we are Acme" });
        recordings[0].Answers["nano"][1].Should().Be(new RecordedAnswer("two", true, 11, 3, 400));
        recordings[1].ToMessages().Select(message => (message.Role, message.Text)).Should().Equal((ChatRole.System, "Be brief"), (ChatRole.User, "Hello"));
    }

    [Fact]
    public void A_compressed_file_is_read_alike()
    {
        var path = Path.Combine(_folder, "recordings.jsonl.gz");
        using (var file = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            file.Write(Encoding.UTF8.GetBytes(Two));

        RecordingSet.Load(path).Recordings.Should().BeEquivalentTo(Load(Two).Recordings);
    }

    [Fact]
    public async Task The_nth_call_gets_the_nth_answer_and_the_last_one_repeats()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);

        (await Ask(nano)).Should().Be("one");
        (await Ask(nano)).Should().Be("two");
        (await Ask(nano)).Should().Be("two");
        (await Ask(nano, new ChatMessage(ChatRole.System, "Be brief"), new ChatMessage(ChatRole.User, "Hello"))).Should().Be("three");
    }

    [Fact]
    public async Task Clients_of_one_set_share_its_counts()
    {
        var set = Load(Two);
        using IChatClient first = set.ClientFor("nano", time: null), second = set.ClientFor("nano", time: null);

        await Ask(first);

        (await Ask(second)).Should().Be("two");
    }

    [Fact]
    public async Task A_request_that_grew_by_feedback_is_still_found()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);
        await Ask(nano);

        (await Ask(nano, Hello, new ChatMessage(ChatRole.Assistant, "one"), new ChatMessage(ChatRole.User, "Answer again"))).Should().Be("two");
    }

    [Fact]
    public async Task An_answer_carries_usage_endpoint_and_whether_it_was_right()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);
        var answer = await nano.GetResponseAsync(Hello, cancellationToken: CancellationToken.None);

        (answer.ResponseId, answer.ModelId, answer.FinishReason).Should().Be(("r1", "nano", ChatFinishReason.Stop));
        answer.Usage.Should().BeEquivalentTo(new { InputTokenCount = 10L, OutputTokenCount = 2L, TotalTokenCount = 12L });
        answer.IsRecordedCorrect().Should().BeFalse();
        new ChatResponse().IsRecordedCorrect().Should().BeNull();
        JsonSerializer.Deserialize<ChatResponse>(JsonSerializer.Serialize(answer, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!
            .IsRecordedCorrect().Should().BeFalse("an answer that was kept as JSON says so too");
    }

    [Fact]
    public async Task A_stream_says_the_same()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);
        var answer = await nano.GetStreamingResponseAsync(Hello, cancellationToken: CancellationToken.None).ToChatResponseAsync(CancellationToken.None);

        answer.Text.Should().Be("one");
        answer.Usage!.OutputTokenCount.Should().Be(2);
        answer.IsRecordedCorrect().Should().BeFalse();
    }

    [Fact]
    public async Task An_unknown_request_is_an_error()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);

        await FluentActions.Awaiting(() => Ask(nano, new ChatMessage(ChatRole.User, "Who?"))).Should().ThrowAsync<InvalidOperationException>().WithMessage("No recording has this request of 1 message(s).");
    }

    [Theory]
    [InlineData("mini")]
    [InlineData("full")]
    public async Task An_endpoint_that_has_no_answer_is_named(string endpoint)
    {
        using var client = Load(Two).ClientFor(endpoint, time: null);

        await FluentActions.Awaiting(() => Ask(client)).Should().ThrowAsync<InvalidOperationException>().WithMessage($"*'r1' has no answer of the endpoint '{endpoint}'.");
    }

    [Fact]
    public async Task A_recorded_latency_passes_in_the_clock_given()
    {
        var time = new FakeTimeProvider();
        using var nano = Load(Two).ClientFor("nano", time);
        await Ask(nano);

        var second = Ask(nano);
        time.Advance(TimeSpan.FromMilliseconds(399));
        second.IsCompleted.Should().BeFalse();
        time.Advance(TimeSpan.FromMilliseconds(1));

        (await second).Should().Be("two");
    }

    [Fact]
    public async Task A_cancelled_latency_is_cancelled()
    {
        using var caller = new CancellationTokenSource();
        using var nano = Load(Two).ClientFor("nano", new FakeTimeProvider());
        await Ask(nano);
        var second = nano.GetResponseAsync(Hello, cancellationToken: caller.Token);

        await caller.CancelAsync();

        await FluentActions.Awaiting(() => second).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData("{\"id\":\"r3\",")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"text\":\"x\",\"answers\":{}}")]
    [InlineData("{\"id\":\"r3\",\"text\":\"x\"}")]
    [InlineData("{\"id\":\"r3\",\"answers\":{}}")]
    [InlineData("{\"id\":\"r3\",\"text\":\"x\",\"answers\":{\"nano\":[{\"text\":\"y\",\"correct\":true,\"inputTokens\":1}]}}")]
    [InlineData("{\"id\":\"r3\",\"text\":\"x\",\"answers\":{\"nano\":[{\"text\":\"y\",\"correct\":true,\"inputTokens\":\"1\",\"outputTokens\":1}]}}")]
    [InlineData("{\"id\":\"r3\",\"text\":\"Hello\",\"messages\":null,\"answers\":{\"nano\":null}}")]
    [InlineData("{\"id\":\"r3\",\"text\":\"Hello\",\"answers\":{\"nano\":[null]}}")]
    [InlineData("{\"id\":\"r3\",\"messages\":[null],\"answers\":{}}")]
    public void A_line_that_cannot_be_read_is_named(string line) =>
        FluentActions.Invoking(() => Load($"{Two}\n{line}")).Should().Throw<InvalidDataException>().WithMessage("*plain.jsonl(4): *");

    [Fact]
    public void An_unreadable_property_is_named() =>
        FluentActions.Invoking(() => Load("""{"id":"r1","text":"x","answers":{"nano":[{"text":"y","correct":"yes","inputTokens":1,"outputTokens":1}]}}"""))
            .Should().Throw<InvalidDataException>().WithMessage("*plain.jsonl(1): not a recording, at '$.answers.nano[0].correct'.");

    [Fact]
    public void A_request_recorded_twice_is_refused() =>
        FluentActions.Invoking(() => Load(Two + """

            {"id":"r3","messages":[{"role":"user","text":"Hi, we are Acme"}],"answers":{}}
            """)).Should().Throw<InvalidDataException>().WithMessage("*plain.jsonl(4): the recording 'r3' repeats the request of another.");

    [Fact]
    public void Misuse_is_refused_at_the_call()
    {
        FluentActions.Invoking(() => RecordingSet.Load(" ")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => RecordingSet.Load(Path.Combine(_folder, "nobody.jsonl"))).Should().Throw<FileNotFoundException>();
        FluentActions.Invoking(() => Load(Two).ClientFor("", time: null)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void A_client_is_found_as_a_service_of_itself()
    {
        using var nano = Load(Two).ClientFor("nano", time: null);

        nano.GetService<IChatClient>().Should().BeSameAs(nano);
        nano.GetService<IChatClient>("key").Should().BeNull();
    }

    private static ChatMessage Hello => new(ChatRole.User, "Hi, we are Acme");

    private static async Task<string> Ask(IChatClient client, params ChatMessage[] messages) =>
        (await client.GetResponseAsync(messages.Length > 0 ? messages : [Hello])).Text;

    private RecordingSet Load(string lines)
    {
        var path = Path.Combine(_folder, "plain.jsonl");
        File.WriteAllText(path, lines);
        return RecordingSet.Load(path);
    }
}
