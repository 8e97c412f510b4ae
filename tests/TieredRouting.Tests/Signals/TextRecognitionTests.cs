using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class TextRecognitionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_a_recognizer_finds_joins_the_evidence_in_order()
    {
        var signal = await Extract("Ann wrote to a@b.co", new Recognizer(found =>
        {
            found.Add(new SignalEvidence("person", 0, 3));
            found.Add(new SignalEvidence("person", 13, 2));
            found.Add(new SignalEvidence("person", 18, 5));
            found.Add(new SignalEvidence("", 4, 2));
            return default;
        }));

        signal.Value.Should().Be("email,person");
        signal.Evidence.Should().Equal(new SignalEvidence("person", 0, 3), new SignalEvidence("email", 13, 6));
    }

    [Fact]
    public async Task What_overlaps_is_left_out_whichever_way_it_overlaps()
    {
        var signal = await Extract("Ann Lee wrote to a@b.co, Bob", new Recognizer(found =>
        {
            foreach (var (start, length) in ((int, int)[])[(25, 3), (0, 28), (16, 3), (4, 3), (0, 5), (15, 3), (22, 4)])
                found.Add(new SignalEvidence("person", start, length));
            return default;
        }));

        signal.Evidence.Should().Equal(new SignalEvidence("person", 0, 5), new SignalEvidence("email", 17, 6), new SignalEvidence("person", 25, 3));
    }

    [Fact]
    public async Task One_that_throws_costs_its_own_findings_alone()
    {
        var signal = await Extract("write to a@b.co", new Recognizer(_ => throw new InvalidOperationException("secret")), new Recognizer(found =>
        {
            found.Add(new SignalEvidence("person", 0, 5));
            return default;
        }));

        (signal.IsAvailable, signal.Value, signal.Text("incomplete")).Should().Be((true, "email,person", "the recognizer 'test' threw InvalidOperationException"));
    }

    [Fact]
    public async Task One_that_is_late_is_not_waited_for()
    {
        var never = new TaskCompletionSource();
        var extracting = Extract("write to a@b.co", new Recognizer(_ => new ValueTask(never.Task)));
        extracting.IsCompleted.Should().BeFalse();

        _time.Advance(TimeSpan.FromSeconds(1));

        (await extracting).Text("incomplete").Should().Be("the recognizer 'test' ran over its time");
    }

    [Fact]
    public async Task Where_nothing_was_found_and_one_failed_nobody_says_that_there_is_nothing()
    {
        var signal = await Extract("hello", new Recognizer(_ => throw new InvalidOperationException()));

        (signal.IsAvailable, signal.Why).Should().Be((false, "the recognizer 'test' threw InvalidOperationException"));
    }

    private Task<Signal> Extract(string text, params ITextRecognizer[] recognizers) =>
        new PolicyLaneExtractor(new TextRecognition(recognizers, TimeSpan.FromSeconds(1), _time, NullLogger.Instance)).ExtractAsync(Given.Request(text), CancellationToken.None).AsTask();

    private sealed class Recognizer(Func<ICollection<SignalEvidence>, ValueTask> find) : ITextRecognizer
    {
        public string Name => "test";

        public ValueTask FindAsync(string text, ICollection<SignalEvidence> found, CancellationToken cancellationToken) => find(found);
    }
}
