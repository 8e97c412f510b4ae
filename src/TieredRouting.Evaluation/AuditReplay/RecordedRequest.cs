namespace TieredRouting.Evaluation;

/// <summary>What a replay reads of an audit record: what was measured, what was decided, where it started and what it cost.</summary>
internal sealed record RecordedRequest
{
    /// <summary>What happened, where the line is no client call.</summary>
    public string? Event { get; set; }

    /// <summary>What is to be known of an event.</summary>
    public Dictionary<string, string?> Details { get; set; } = [];

    public string? Id { get; set; }

    public string? Route { get; set; }

    public string? Contract { get; set; }

    public string? Cohort { get; set; }

    public DateTimeOffset Time { get; set; }

    /// <summary>The hash of the configuration that decided.</summary>
    public string? Config { get; set; }

    public List<Signal> Signals { get; set; } = [];

    /// <summary>The rules that gave reasons.</summary>
    public List<string> Rules { get; } = [];

    /// <summary>Whether a reason says that a person is asked: what records say that do not say so themselves.</summary>
    public bool SaysApproval { get; set; }

    public string? Class { get; set; }

    public string? Floor { get; set; }

    public string? Tier { get; set; }

    public string? Lane { get; set; }

    public bool? RequiresApproval { get; set; }

    /// <summary>The gates that were required; <see langword="null"/> in records that do not say.</summary>
    public List<string>? RequiredGates { get; set; }

    /// <summary>The gates that said something of an answer.</summary>
    public List<string> GatesAsked { get; set; } = [];

    public List<RoutingControl> Controls { get; } = [];

    public string? DegradedBy { get; set; }

    /// <summary>The tier of the first attempt, or <see langword="null"/> where none was made.</summary>
    public string? Started { get; set; }

    public string? Outcome { get; set; }

    public decimal Cost { get; set; }

    public string? Currency { get; set; }

    /// <summary>Whether it is the first client call of its route: the others continue a tool loop.</summary>
    public bool IsFirst => Route is null || Route == Id;

    /// <summary>The part that a ledger goes by to tell whether requests succeed.</summary>
    public AuditEntry ForLedger => new()
    {
        Version = AuditRecord.Version,
        Event = Event,
        Details = Details,
        Id = Id,
        Route = Route ?? Id,
        Time = Time,
        Contract = Contract,
        Cohort = Cohort,
        Class = Class,
        Tier = Tier,
        Outcome = Outcome,
    };

    /// <summary>Whether a person was to be asked.</summary>
    public bool Approval => RequiresApproval ?? SaysApproval;

    /// <summary>The gates that were required, as far as the record tells: of one that does not say so, those that an answer came to; <see langword="null"/> where it came to none.</summary>
    public List<string>? Gates => RequiredGates ?? (GatesAsked.Count > 0 ? GatesAsked : null);
}
