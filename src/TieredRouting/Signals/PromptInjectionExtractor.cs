using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// Where a request's text tries to steer the model, its tools or the router: in what users say and in what documents and tools bring. What the application's own instructions say is not looked
/// at, save for what they forbid to give away.
/// </summary>
internal sealed class PromptInjectionExtractor : ISignalExtractor
{
    private const Cues Wanted = Cues.InjectionVerb | Cues.InjectionObject | Cues.InjectionSubject | Cues.NonAscii | Cues.VeryLongRun;

    private static readonly Signal None = Signal.Of(SignalNames.PromptInjection, "none").Shared();

    // An application gives the same instructions again and again.
    private readonly ConditionalWeakTable<string, StrongBox<InjectionGuard>> _guards = [];

    public string Name => SignalNames.PromptInjection;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var guard = GuardOf(request);
        if (!guard.Keeps && !request.Cues.HasAny(Wanted) && !InjectionPhrases.HasFakeRole(request.Text))
            return new(None);
        List<SignalEvidence> found = [];
        var offset = 0;
        foreach (var message in request.Messages)
        {
            foreach (var content in message.Contents)
            {
                if (RequestText.TextOf(content) is not { } text)
                    continue;
                if (message.Role != ChatRole.System)
                    InjectionSearch.Find(text, offset, request.Cues, guard, found);
                offset += text.Length + 1;
            }
        }

        return new(found.Count == 0 ? None : Measured(found));
    }

    private static Signal Measured(List<SignalEvidence> found)
    {
        found.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        return Signal.Of(SignalNames.PromptInjection, string.Join(',', found.Select(evidence => evidence.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), found);
    }

    private InjectionGuard GuardOf(SignalRequest request)
    {
        var guard = GuardOf(request.Contract.Prompt.Instructions) | GuardOf(request.Options?.Instructions);
        for (var i = 0; i < request.Messages.Count; i++)
        {
            if (request.Messages[i].Role == ChatRole.System)
                guard |= GuardOf(request.Messages[i].Text);
        }

        return guard;
    }

    private InjectionGuard GuardOf(string? instructions) =>
        string.IsNullOrEmpty(instructions) ? default : _guards.GetValue(instructions, static text => new StrongBox<InjectionGuard>(InjectionGuard.Of(text))).Value;
}
