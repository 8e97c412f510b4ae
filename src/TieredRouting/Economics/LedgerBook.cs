namespace TieredRouting.Economics;

/// <summary>
/// Adds client calls up, by contract, cohort and tier, and by workflow and step, over a window that slides. What is said of a route later is put where the route started. It only adds,
/// so the order in which things come does not matter. Adding allocates nothing once a segment is open. Thread-safe.
/// </summary>
internal sealed class LedgerBook(LedgerOptions options)
{
    private readonly Lock _gate = new();
    private readonly LedgerClock _clock = new(options);
    private readonly LedgerRoutes _routes = new(LedgerRoutes.Most);
    private LedgerSegments? _segments;
    private DateTimeOffset _newest;
    private long _newestStep;

    /// <summary>The time of the newest call.</summary>
    public DateTimeOffset Newest
    {
        get
        {
            lock (_gate)
                return _newest;
        }
    }

    private LedgerSegments Segments => _segments ??= new LedgerSegments(options, _clock);

    /// <summary>Adds a client call with its model calls. One that is the first of a route that has begun is there already, and is passed over.</summary>
    public void Add<TCall>(in TCall source)
        where TCall : struct, ILedgerCall
    {
        var call = source.Call;
        lock (_gate)
        {
            ref var route = ref _routes.Of(call.Route);
            if (call.IsFirst && (route.Marks & LedgerMarks.Begun) != LedgerMarks.None)
                return;
            var step = Reach(call.Time);
            var places = PlacesOf(call.Contract, call.Cohort, call.Workflow, call.Step, call.Start ?? string.Empty, call.Floor);
            if (route.Started.IsNowhere)
                Place(ref route, places, step);
            var tally = new LedgerTally(call);
            for (var i = 0; i < source.Attempts; i++)
            {
                var attempt = source.Attempt(i);
                if (!tally.Add(attempt))
                    places.Of(attempt.Tier).Add(step, LedgerTally.Of(attempt));
            }

            // Mostly the tier that it started on has answered, and all there is to add goes to one place.
            var atStart = tally.Answer is { } answer && route.Answered.IsNowhere && tally.IsStart(answer) && route.Started == places && route.Step == step;
            if (atStart)
                tally.AnswerAtStart(ref route);
            places.Add(step, tally.Numbers);
            Mark(ref route, tally.Marks);
            if (!atStart && tally.Answer is { } answered)
                Answer(ref route, places.Of(answered));
        }
    }

    /// <summary>Adds what became of a route.</summary>
    /// <param name="route">Its id.</param>
    /// <param name="marks">What became of it.</param>
    /// <param name="origin">Where it started, where that is known; otherwise it waits for the route to be added, as long as the route is remembered.</param>
    public void Mark(string route, LedgerMarks marks, LedgerOrigin? origin)
    {
        lock (_gate)
        {
            ref var known = ref _routes.Of(route);
            if (known.Started.IsNowhere && origin is { } from)
                Place(ref known, PlacesOf(from.Contract, from.Cohort, workflow: null, step: null, from.Start, from.Floor), _clock.StepOf(from.Time));
            Mark(ref known, marks);
        }
    }

    /// <summary>The sums of each segment of which anything is left in a window.</summary>
    /// <param name="first">The first step of the window.</param>
    public IEnumerable<LedgerSum> Sums(long first)
    {
        LedgerSegment[] all;
        lock (_gate)
            all = [.. Segments.All];
        // Requests wait for one segment to be read, never for all.
        foreach (var segment in all)
        {
            foreach (var sum in SumsOf(segment, first))
                yield return sum;
        }
    }

    /// <summary>The sums of one segment's tiers.</summary>
    public IReadOnlyList<LedgerSum> Sums(LedgerKey key, long first)
    {
        LedgerSegment? segment;
        lock (_gate)
            segment = Segments.Find(key);
        return segment is null ? [] : SumsOf(segment, first);
    }

    /// <summary>How long a step of time is, in ticks.</summary>
    public long StepLength => _clock.Length;

    /// <summary>From now on somebody keeps what is added.</summary>
    public void Keep()
    {
        lock (_gate)
            Segments.Unkept = [];
    }

    /// <summary>Takes what was added since it was last taken.</summary>
    public IReadOnlyList<LedgerRow> TakeUnkept()
    {
        lock (_gate)
        {
            LedgerRow[] taken = [.. Segments.Unkept!.Select(block => block.TakeUnkept())];
            Segments.Unkept!.Clear();
            return taken;
        }
    }

    /// <summary>Takes back what could not be kept; it is counted already.</summary>
    public void GiveBack(IReadOnlyList<LedgerRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                BlockOf(row)?.Wait(row.Numbers, Segments.Unkept!);
        }
    }

    /// <summary>Takes over what is kept, with what other processes have counted.</summary>
    public void Learn(IReadOnlyList<LedgerRow> rows)
    {
        lock (_gate)
        {
            foreach (var row in rows)
                BlockOf(row)?.Learn(row.Numbers);
        }
    }

    /// <summary>The block of a row; <see langword="null"/> where it is older than the window, or another process has kept apart what here shares one.</summary>
    private LedgerBlock? BlockOf(LedgerRow row)
    {
        var segment = Segments.Of(row.Key, _newestStep);
        return LedgerKeyComparer.Instance.Equals(segment.Key, row.Key) ? segment.Of(row.Tier, row.Floor).At(row.Step) : null;
    }

    /// <summary>The first step of a window.</summary>
    public long First(DateTimeOffset end, TimeSpan? latest = null) => _clock.First(end, latest);

    private List<LedgerSum> SumsOf(LedgerSegment segment, long first)
    {
        var sums = new List<LedgerSum>();
        lock (_gate)
        {
            foreach (var cell in segment.Cells)
            {
                if (cell.IsEmpty(first))
                    continue;
                var sum = new LedgerSum(segment.Key, cell.Tier, cell.Floor);
                cell.Sum(first, ref sum.Numbers);
                sums.Add(sum);
            }
        }

        return sums;
    }

    /// <summary>The step of a call's time.</summary>
    private long Reach(DateTimeOffset time)
    {
        var step = _clock.StepOf(time, _newestStep);
        if (time > _newest)
            (_newest, _newestStep) = (time, step);
        return step;
    }

    private LedgerPlaces PlacesOf(string contract, string? cohort, string? workflow, string? step, string tier, string floor) => new(
        Segments.Of(new LedgerKey(LedgerKind.Cohort, contract, cohort), _newestStep).Of(tier, floor),
        workflow is null ? null : Segments.Of(new LedgerKey(LedgerKind.Workflow, workflow, step), _newestStep).Of(tier, floor));

    private static void Place(ref LedgerRoute route, in LedgerPlaces places, long step)
    {
        var marks = route.Marks;
        (route.Started, route.Step, route.Marks) = (places, step, LedgerMarks.None);
        Mark(ref route, marks);
    }

    private static void Mark(ref LedgerRoute route, LedgerMarks marks)
    {
        var before = route.Marks;
        route.Marks |= marks;
        if (route.Marks == before || route.Started.IsNowhere)
            return;
        var news = route.Marks & ~before;
        // That it has begun is counted as a request.
        if (news == LedgerMarks.Begun)
            return;
        var numbers = new LedgerNumbers();
        news.Count(ref numbers);
        var visible = Difference(before.IsVisible(), route.Marks.IsVisible());
        numbers[LedgerCount.Visible] = visible;
        numbers[LedgerCount.Lost] = Difference(before.IsLost(), route.Marks.IsLost());
        route.Started.Add(route.Step, numbers);
        if (visible != 0 && !route.Answered.IsNowhere)
            route.Answered.Add(route.Step, LedgerTally.OfAnswer(route, 0, visible));
    }

    /// <summary>The tier that answered last has answered the route.</summary>
    private static void Answer(ref LedgerRoute route, in LedgerPlaces answered)
    {
        if (route.Answered == answered)
            return;
        var visible = route.Marks.IsVisible() ? 1 : 0;
        if (!route.Answered.IsNowhere)
            route.Answered.Add(route.Step, LedgerTally.OfAnswer(route, -1, -visible));
        route.Answered = answered;
        answered.Add(route.Step, LedgerTally.OfAnswer(route, 1, visible));
    }

    private static int Difference(bool before, bool after) => (after ? 1 : 0) - (before ? 1 : 0);
}
