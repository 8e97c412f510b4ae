using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Gates;

/// <summary>
/// Lets windowed gates judge a text while it comes, and says how much of it may go out. It judges at fixed places of the text, so
/// what it finds and what it lets out never depend on how the text was cut, and each character is looked at a fixed number
/// of times. Belongs to one stream; allocates nothing after its beginning.
/// </summary>
internal sealed class GateWindow
{
    public const int LargestWindow = 65_536;

    private const int StepsInWindow = 4;
    private const int LeastStep = 16;

    /// <summary>The longest run without a space that is judged whole: the longest piece in which Base64 is read.</summary>
    private const int LongestRun = 4_096;

    private readonly IWindowedGate[] _gates;
    private readonly ILogger _logger;
    private readonly int _window;
    private readonly int _step;
    private readonly int _run;
    // What is under judgement: a window before it, the window itself, what is held back of a run, and the step that is being filled.
    private readonly char[] _text;
    private int _count;
    private int _filled;
    // How much needs no further look. More may have passed: what was let out at a pause is understood only by what comes after it.
    private long _judged;
    private KeyValuePair<string, GateVerdict>[] _refusals = [];

    public GateWindow(IWindowedGate[] gates, ILogger logger)
    {
        _gates = gates;
        _logger = logger;
        _window = gates.Max(gate => gate.Window);
        _step = Math.Max(LeastStep, _window / StepsInWindow);
        // A secret may be as long as what is written without a space, and is known at its end.
        _run = Array.Exists(gates, gate => gate is EvidenceGate) ? LongestRun : 0;
        _text = new char[2 * _window + _run + _step];
    }

    /// <summary>How many characters came.</summary>
    public long Length { get; private set; }

    /// <summary>How many of them, from the first on, may go out.</summary>
    public long Passed { get; private set; }

    /// <summary>The gates that let no more through, and what they said.</summary>
    public IReadOnlyList<KeyValuePair<string, GateVerdict>> Refusals => _refusals;

    public bool Refuses => _refusals.Length > 0;

    /// <summary>Takes in more of the text. After a refusal nothing is looked at any more.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && !Refuses)
        {
            var part = text[..Math.Min(text.Length, _step - _filled)];
            part.CopyTo(_text.AsSpan(_count));
            (_count, _filled, Length) = (_count + part.Length, _filled + part.Length, Length + part.Length);
            text = text[part.Length..];
            if (_filled == _step)
                EndStep();
        }
    }

    /// <summary>Judges what is still held back, once no more text comes. Where none came, there is nothing to judge.</summary>
    public void Finish()
    {
        if (!Refuses && Length > 0)
            Judge(Length + 1);
    }

    /// <summary>
    /// Judges what is still held back as if no more came, because something else goes on. If more comes all the same, what begins here and ends there is found
    /// then, though its beginning has gone out.
    /// </summary>
    public void Pause()
    {
        if (!Refuses && Passed < Length && Passes(Length + 1))
            Passed = Length;
    }

    private void EndStep()
    {
        Judge(BeforeRun(Length - _window));
        var kept = (int)Math.Min(_count, Math.Max(_window, Length - _judged) + _window);
        _text.AsSpan(_count - kept, kept).CopyTo(_text);
        (_count, _filled) = (kept, 0);
    }

    /// <summary>The place itself, or the beginning of the run that it lies in, where that is not too long.</summary>
    private long BeforeRun(long place)
    {
        var at = (int)(place - (Length - _count));
        if (_run == 0 || at <= 0 || _text.AsSpan(at, 1).IndexOfAnyInRange('!', '~') < 0)
            return place;
        var length = at - 1 - _text.AsSpan(0, at).LastIndexOfAnyExceptInRange('!', '~');
        return length <= _run ? place - length : place;
    }

    /// <summary>Lets the text out up to a place, unless something begins before it. What begins later is judged when more is there to understand it by.</summary>
    private void Judge(long before)
    {
        if (before <= _judged || !Passes(before))
            return;
        _judged = Math.Min(before, Length);
        Passed = Math.Max(Passed, _judged);
    }

    /// <summary>Asks every gate whether something begins before a place and after what was judged.</summary>
    private bool Passes(long before)
    {
        var origin = Length - _count;
        foreach (var gate in _gates)
        {
            if (Ask(gate, (int)(_judged - origin), before - origin) is var verdict and not GateVerdict.Passed)
                _refusals = [.. _refusals, new(gate.Name, verdict)];
        }

        return !Refuses;
    }

    private GateVerdict Ask(IWindowedGate gate, int from, long before)
    {
        try
        {
            var place = gate.Find(_text.AsSpan(0, _count), from);
            return place < 0 || place >= before ? GateVerdict.Passed : GateVerdict.Failed;
        }
        catch (Exception exception)
        {
            _logger.GateUnavailable(gate.Name, exception.GetType().Name);
            return GateVerdict.Unavailable;
        }
    }
}
