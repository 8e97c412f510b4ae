using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using TieredRouting.Benchmarks.RequestPath;
using TieredRouting.Contracts;
using TieredRouting.Gates;

namespace TieredRouting.Benchmarks.Gates;

/// <summary>What the built-in gates cost on an answer of 2,000 characters that passes, beside what a call costs without any. Read the ratios: the times belong to one machine.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class GateBenchmarks : IDisposable
{
    private static readonly string Text = string.Concat(Enumerable.Repeat(LeadDocument.Request, 4));

    private readonly ChatMessage[] _messages = [new(ChatRole.User, Text)];
    private readonly ChatOptions _plain = new();
    private readonly Dictionary<string, IAnswerGate> _gates = BuiltInGates.All.ToDictionary(gate => gate.Name);
    private OrderedFailoverChatClient _failover = null!;
    private Contract _contract = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _failover = new OrderedFailoverChatClient([new FixedAnswerClient(Text), new FixedAnswerClient(Text)]);
        var settings = new GateSettingsBuilder(GateSettings.None).AddPhrases(banned: ["risk free", "guaranteed returns", "miracle*", "no side effects", "clinically proven", "once in a lifetime"]);
        _contract = new Contract("gated", new ContractOptions { Intent = TaskIntent.Draft, GateSettings = settings.Settings });
        foreach (var name in _gates.Keys.Where(name => name != GateNames.Judge))
        {
            if (await Check(name) != GateVerdict.Passed)
                throw new InvalidOperationException("Every gate must pass the answer: one that fails early would look fast.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _failover.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true, Description = "OrderedFailoverChatClient")]
    public Task<ChatResponse> OrderedFailover() => _failover.GetResponseAsync(_messages, _plain);

    [Benchmark(Description = GateNames.PiiLeak)]
    public ValueTask<GateVerdict> PiiLeak() => Check(GateNames.PiiLeak);

    [Benchmark(Description = GateNames.CredentialLeak)]
    public ValueTask<GateVerdict> CredentialLeak() => Check(GateNames.CredentialLeak);

    [Benchmark(Description = GateNames.ForbiddenAdvice)]
    public ValueTask<GateVerdict> ForbiddenAdvice() => Check(GateNames.ForbiddenAdvice);

    [Benchmark(Description = GateNames.RegulatedLanguage)]
    public ValueTask<GateVerdict> RegulatedLanguage() => Check(GateNames.RegulatedLanguage);

    [Benchmark(Description = GateNames.PriceCommitment)]
    public ValueTask<GateVerdict> PriceCommitment() => Check(GateNames.PriceCommitment);

    [Benchmark(Description = GateNames.Groundedness)]
    public ValueTask<GateVerdict> Groundedness() => Check(GateNames.Groundedness);

    [Benchmark(Description = "all six on one answer")]
    public async Task<GateVerdict> AllSix()
    {
        var (request, answer, worst) = (new SignalRequest(_contract, _messages), new Answer(Text), GateVerdict.Passed);
        foreach (var (name, gate) in _gates)
        {
            if (name != GateNames.Judge && await gate.ForRequest(request).CheckAsync(answer, CancellationToken.None) is var verdict and not GateVerdict.Passed)
                worst = verdict;
        }

        ReadAnswer.GiveBackWords(answer);
        return worst;
    }

    /// <summary>A new answer to a new request each time: what gates keep of either is part of the cost. The router, too, gives the words back once all gates were asked.</summary>
    private ValueTask<GateVerdict> Check(string gate)
    {
        var answer = new Answer(Text);
        var verdict = _gates[gate].ForRequest(new SignalRequest(_contract, _messages)).CheckAsync(answer, CancellationToken.None);
        ReadAnswer.GiveBackWords(answer);
        return verdict;
    }
}
