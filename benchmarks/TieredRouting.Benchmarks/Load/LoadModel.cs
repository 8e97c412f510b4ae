using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Benchmarks.Load;

/// <summary>A model that takes its time, and goes wrong as the request it is asked says: at its first call always, at later ones now and then.</summary>
internal sealed class LoadModel(LoadRequest[] requests) : IChatClient
{
    private const string Json = """{"company":"Old Town Bakery"}""";
    private const string Malformed = """{"company":"Old To""";
    private const int AgainOneIn = 4;

    private readonly int[] _calls = new int[requests.Length];
    private readonly long[] _ticks = new long[requests.Length];

    /// <summary>How long the calls of a request took, in ticks of the stopwatch.</summary>
    public long TicksOf(int request) => Interlocked.Read(ref _ticks[request]);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (index, fault) = Next(messages);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await TakeAsync(index, fault, cancellationToken);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, fault == LoadFault.MalformedJson ? Malformed : Json))
            {
                FinishReason = ChatFinishReason.Stop,
                Usage = fault == LoadFault.UsageMissing ? null : UsageOf(index, options),
            };
        }
        finally
        {
            Interlocked.Add(ref _ticks[index], Stopwatch.GetTimestamp() - started);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var (index, fault) = Next(messages);
        var started = Stopwatch.GetTimestamp();
        try
        {
            await TakeAsync(index, fault, cancellationToken);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "A bakery ");
            if (fault == LoadFault.CutStream)
                throw new HttpRequestException(HttpRequestError.ResponseEnded);
            yield return new ChatResponseUpdate(ChatRole.Assistant, "of forty people.") { FinishReason = ChatFinishReason.Stop };
            if (fault != LoadFault.UsageMissing)
                yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(UsageOf(index, options))]);
        }
        finally
        {
            Interlocked.Add(ref _ticks[index], Stopwatch.GetTimestamp() - started);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // There is nothing to let go.
    }

    private (int Index, LoadFault Fault) Next(IEnumerable<ChatMessage> messages)
    {
        var index = int.Parse(messages.First().Text, CultureInfo.InvariantCulture);
        var call = Interlocked.Increment(ref _calls[index]);
        return (index, call == 1 || (index + call) % AgainOneIn == 0 ? requests[index].Fault : LoadFault.None);
    }

    private async Task TakeAsync(int index, LoadFault fault, CancellationToken cancellationToken)
    {
        if (fault == LoadFault.Stall)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        await Task.Delay(requests[index].Takes, TimeProvider.System, cancellationToken);
        if (fault is LoadFault.Throttled or LoadFault.ServerError)
            throw new HttpRequestException("no", inner: null, fault == LoadFault.Throttled ? HttpStatusCode.TooManyRequests : HttpStatusCode.ServiceUnavailable);
    }

    private UsageDetails UsageOf(int index, ChatOptions? options) => new()
    {
        InputTokenCount = requests[index].Input,
        OutputTokenCount = Math.Min(requests[index].Output, options?.MaxOutputTokens ?? int.MaxValue),
    };
}
