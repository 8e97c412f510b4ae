using Microsoft.Extensions.AI;

namespace TieredRouting.Testing.Tests;

public sealed class ScriptedChatClientTests : IDisposable
{
    private readonly ScriptedChatClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Calls_are_answered_line_by_line()
    {
        _client.Answers("one").Answers("two", 10, 5);

        var (first, second) = (await Ask(), await Ask());

        (first.Text, first.FinishReason, first.Usage).Should().Be(("one", ChatFinishReason.Stop, null));
        second.Text.Should().Be("two");
        second.Usage.Should().BeEquivalentTo(new { InputTokenCount = 10L, OutputTokenCount = 5L, TotalTokenCount = 15L });
    }

    [Fact]
    public async Task A_call_beyond_the_script_is_an_error_that_counts_it()
    {
        _client.Answers("one");
        await Ask();

        await FluentActions.Awaiting(Ask).Should().ThrowAsync<InvalidOperationException>().WithMessage("The script has no line for call 2.");
        _client.Calls.Should().HaveCount(2, "a call is kept even when nobody answers it");
    }

    [Fact]
    public async Task Beyond_the_script_one_line_may_be_said_for_ever()
    {
        _client.Answers("one").AlwaysAnswers("again");

        (await Ask()).Text.Should().Be("one");
        (await Ask()).Text.Should().Be("again");
        (await Ask()).Text.Should().Be("again");
    }

    [Fact]
    public async Task A_response_is_handed_out_as_it_is()
    {
        var response = new ChatResponse();
        _client.Answers(response);

        (await Ask()).Should().BeSameAs(response);
    }

    [Fact]
    public async Task A_function_answers_with_what_it_was_sent()
    {
        var options = new ChatOptions();
        _client.Answers((call, _) => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"{call.Messages[0].Text}!"))));

        (await _client.GetResponseAsync("Hello", options)).Text.Should().Be("Hello!");
        _client.Calls.Should().ContainSingle().Which.Options.Should().BeSameAs(options);
    }

    [Fact]
    public async Task A_failure_is_thrown_streamed_or_not()
    {
        var failure = new HttpRequestException("no");
        _client.Throws(failure).Throws(failure);

        (await FluentActions.Awaiting(Ask).Should().ThrowAsync<HttpRequestException>()).Which.Should().BeSameAs(failure);
        (await FluentActions.Awaiting(() => Stream()).Should().ThrowAsync<HttpRequestException>()).Which.Should().BeSameAs(failure);
    }

    [Fact]
    public async Task A_stream_comes_word_by_word_and_ends_with_its_usage()
    {
        _client.Answers("one two three", 10, 5);

        var updates = await Stream();

        updates.Select(update => update.Text).Where(text => text.Length > 0).Should().Equal("one", " two", " three");
        updates.Count(update => update.FinishReason == ChatFinishReason.Stop).Should().Be(1);
        updates.ToChatResponse().Usage!.OutputTokenCount.Should().Be(5);
    }

    [Fact]
    public async Task A_stream_that_breaks_off_has_said_something_first()
    {
        var said = new List<string>();
        _client.BreaksOff("one two", new IOException("gone"));

        await FluentActions.Awaiting(() => Stream(said)).Should().ThrowAsync<IOException>();

        said.Should().Equal("one", " two");
    }

    [Fact]
    public async Task What_breaks_off_just_fails_where_it_is_not_streamed()
    {
        _client.BreaksOff("one two", new IOException("gone"));

        await FluentActions.Awaiting(Ask).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task A_cancelled_stream_stops()
    {
        using var caller = new CancellationTokenSource();
        _client.Answers("one two three");
        var stream = _client.GetStreamingResponseAsync("Hello", cancellationToken: caller.Token).GetAsyncEnumerator(CancellationToken.None);
        await stream.MoveNextAsync();

        await caller.CancelAsync();

        await FluentActions.Awaiting(() => stream.MoveNextAsync().AsTask()).Should().ThrowAsync<OperationCanceledException>();
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task Messages_are_kept_as_they_were_at_the_call()
    {
        _client.AlwaysAnswers("yes");
        var messages = new List<ChatMessage> { new(ChatRole.User, "one") };
        await _client.GetResponseAsync(messages);
        messages.Add(new ChatMessage(ChatRole.User, "two"));

        _client.Calls[0].Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task Threads_share_the_script_and_every_line_is_said_once()
    {
        for (var index = 0; index < 100; index++)
            _client.Answers($"{index}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(Ask)));

        answers.Select(answer => answer.Text).Should().OnlyHaveUniqueItems();
        _client.Calls.Should().HaveCount(100);
    }

    [Fact]
    public void It_is_a_service_of_itself_and_says_when_it_was_disposed()
    {
        _client.GetService<ScriptedChatClient>().Should().BeSameAs(_client);
        _client.GetService<ScriptedChatClient>("key").Should().BeNull();
        _client.IsDisposed.Should().BeFalse();
        _client.Dispose();
        _client.IsDisposed.Should().BeTrue();
    }

    [Fact]
    public void Misuse_is_refused_at_the_call()
    {
        FluentActions.Invoking(() => _client.Throws(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => _client.Answers((ChatResponse)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => _client.BreaksOff("x", null!)).Should().Throw<ArgumentNullException>();
    }

    private Task<ChatResponse> Ask() => _client.GetResponseAsync("Hello");

    private async Task<List<ChatResponseUpdate>> Stream(List<string>? said = null)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in _client.GetStreamingResponseAsync("Hello"))
        {
            updates.Add(update);
            said?.Add(update.Text);
        }

        return updates;
    }
}
