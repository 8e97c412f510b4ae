using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>
/// A model that says what its script says, one line a call. A call beyond the script is an error that says so, and never an
/// invented answer; a script without a line is a model that must not be called. Every call is kept. Safe to share between threads.
/// </summary>
public sealed class ScriptedChatClient : IChatClient
{
    private readonly Lock _gate = new();
    private readonly Queue<ScriptedAnswer> _script = new();
    private readonly List<ScriptedCall> _calls = [];
    private ScriptedAnswer? _always;

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<ScriptedCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    /// <summary>Whether the client was disposed.</summary>
    public bool IsDisposed { get; private set; }

    /// <summary>The next call is answered with a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient Answers(string text) => Answers(Response(text));

    /// <summary>The next call is answered with a text that used tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputTokens">The input tokens it reports.</param>
    /// <param name="outputTokens">The output tokens it reports.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient Answers(string text, int inputTokens, int outputTokens) => Answers(Response(text, inputTokens, outputTokens));

    /// <summary>The next call is answered with a response.</summary>
    /// <param name="response">The response; handed out as it is.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient Answers(ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return Answers((_, _) => Task.FromResult(response));
    }

    /// <summary>The next call is answered by a function.</summary>
    /// <param name="answer">Answers the call.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient Answers(Func<ScriptedCall, CancellationToken, Task<ChatResponse>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return Add(new ScriptedAnswer(answer));
    }

    /// <summary>The next call fails.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient Throws(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Answers((_, _) => Task.FromException<ChatResponse>(exception));
    }

    /// <summary>The next call streams a text and then fails; one that does not stream just fails.</summary>
    /// <param name="text">The text that comes first.</param>
    /// <param name="exception">The failure.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient BreaksOff(string text, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Add(new ScriptedAnswer((_, _) => Task.FromResult(Response(text)), exception));
    }

    /// <summary>Every call beyond the script is answered with a text that used tokens.</summary>
    /// <param name="text">The text.</param>
    /// <param name="inputTokens">The input tokens it reports.</param>
    /// <param name="outputTokens">The output tokens it reports.</param>
    /// <returns>The same client.</returns>
    public ScriptedChatClient AlwaysAnswers(string text, int inputTokens = 10, int outputTokens = 5)
    {
        var response = Response(text, inputTokens, outputTokens);
        _always = new ScriptedAnswer((_, _) => Task.FromResult(response));
        return this;
    }

    /// <inheritdoc />
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (answer, call) = Take(messages, options);
        if (answer.BreaksOffWith is { } failure)
            throw failure;
        return await answer.Answer(call, cancellationToken);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (answer, call) = Take(messages, options);
        var response = await answer.Answer(call, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates().SelectMany(WordByWord))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (answer.BreaksOffWith is { } failure)
            throw failure;
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc />
    public void Dispose() => IsDisposed = true;

    private static ChatResponse Response(string text) => new(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop };

    private static ChatResponse Response(string text, int inputTokens, int outputTokens)
    {
        var response = Response(text);
        response.Usage = new UsageDetails { InputTokenCount = inputTokens, OutputTokenCount = outputTokens, TotalTokenCount = inputTokens + outputTokens };
        return response;
    }

    private static IEnumerable<ChatResponseUpdate> WordByWord(ChatResponseUpdate update)
    {
        if (update.Contents is not [TextContent { Text: var text }])
            return [update];
        var words = text.Split(' ');
        return words.Select((word, index) =>
        {
            var part = update.Clone();
            part.FinishReason = index == words.Length - 1 ? update.FinishReason : null;
            part.Contents = [new TextContent(index == 0 ? word : " " + word)];
            return part;
        });
    }

    private ScriptedChatClient Add(ScriptedAnswer answer)
    {
        lock (_gate)
            _script.Enqueue(answer);
        return this;
    }

    private (ScriptedAnswer Answer, ScriptedCall Call) Take(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var call = new ScriptedCall([.. messages], options);
        lock (_gate)
        {
            _calls.Add(call);
            if (!_script.TryDequeue(out var answer))
                answer = _always ?? throw new InvalidOperationException($"The script has no line for call {_calls.Count}.");
            return (answer, call);
        }
    }
}
