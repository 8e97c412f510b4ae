using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Configuration;

/// <summary>Reads a contract of the routing section.</summary>
internal static class ContractSection
{
    public static void Read(SectionScope scope, TieredRoutingOptions options, string name)
    {
        if (!options.Contracts.TryGetValue(name, out var contract))
            options.Contracts.Add(name, contract = new ContractOptions());
        ReadTiers(scope, contract);
        ReadPromises(scope, contract);
        ReadGuards(scope, contract);
        if (scope.Object("fallback") is { } fallback)
            FallbackSection.Read(fallback, contract.Fallback);
        ReadSchema(scope, contract, options, name);
        ReadAnswer(scope, contract);
        contract.DifficultyModel = ModelsSection.Difficulty(scope) ?? contract.DifficultyModel;
        CertaintySection.Read(scope, contract, options.Code.GetValueOrDefault(name)?.ConfidenceReader is not null);
        contract.Economics = EconomicsSection.Read(scope, contract.Economics);
        CalibrationSection.Read(scope, contract);
        scope.Finish();
    }

    private static void ReadAnswer(SectionScope scope, ContractOptions contract)
    {
        if (scope.Object("answer") is not { } answer)
            return;
        contract.Reading = answer.Choice<AnswerReading>("reading") ?? contract.Reading;
        answer.Finish();
    }

    private static void ReadTiers(SectionScope scope, ContractOptions contract)
    {
        contract.Owner = scope.Text("owner") ?? contract.Owner;
        contract.ReviewBy = scope.Date("reviewBy") ?? contract.ReviewBy;
        contract.Intent = scope.Choice<TaskIntent>("intent") ?? contract.Intent;
        contract.Start = scope.Choice<StartMode>("start") ?? contract.Start;
        contract.StartTier = scope.Text("startTier") ?? contract.StartTier;
        contract.MinTier = scope.Text("minTier") ?? contract.MinTier;
        contract.MaxTier = scope.Text("maxTier") ?? contract.MaxTier;
        contract.Unroutable = scope.Choice<UnroutableAction>("unroutable") ?? contract.Unroutable;
    }

    private static void ReadPromises(SectionScope scope, ContractOptions contract)
    {
        contract.MaxOutputTokens = scope.Whole("maxOutputTokens") ?? contract.MaxOutputTokens;
        foreach (var (surface, budget) in scope.Map("latency"))
        {
            contract.Latency[surface] = new LatencyBudget(budget.Time("p50") ?? default, budget.Time("p95") ?? default);
            budget.Finish();
        }

        if (scope.Object("quality") is { } quality)
        {
            contract.Quality = new QualityBar((double)(quality.Number("minimumScore") ?? (decimal)(contract.Quality?.MinimumScore ?? 0)), quality.Text("rubric") ?? contract.Quality?.Rubric);
            quality.Finish();
        }

        if (scope.Object("prompt") is { } prompt)
        {
            var declared = contract.Prompt;
            contract.Prompt = new ContractPrompt(
                prompt.Text("id") ?? declared.Id,
                prompt.Text("version") ?? declared.Version,
                prompt.Text("instructions") ?? declared.Instructions,
                prompt.Text("narrow") ?? declared.Narrow);
            prompt.Finish();
        }
    }

    private static void ReadGuards(SectionScope scope, ContractOptions contract)
    {
        if (scope.Object("risk") is { } risk)
        {
            contract.Risk = new RiskProfile(
                risk.Choice<RiskLevel>("business") ?? contract.Risk.Business,
                risk.Choice<RiskLevel>("legal") ?? contract.Risk.Legal,
                risk.Choice<RiskLevel>("safety") ?? contract.Risk.Safety);
            risk.Finish();
        }

        contract.Gates = scope.Texts("gates") ?? contract.Gates;
        contract.GateSettings = GateSection.Read(scope, contract.GateSettings);
        contract.Residency = scope.Texts("residency") ?? contract.Residency;
        contract.RoutineTools = scope.Texts("routineTools") ?? contract.RoutineTools;
        contract.Examples = scope.Texts("examples") ?? contract.Examples;
        contract.Approval = scope.Choice<ApprovalMode>("approval") ?? contract.Approval;
        contract.Approvals = ApprovalsSection.Read(scope, contract.Approvals);
        contract.EscalationApproval = ApprovalsSection.ReadEscalation(scope, contract.EscalationApproval);
        contract.CapturesContent = scope.Flag("captureContent") ?? contract.CapturesContent;
        contract.BuffersForAudit = scope.Flag("bufferForAudit") ?? contract.BuffersForAudit;
        ReadRedaction(scope, contract);
        contract.Rules = RuleSection.ReadAll(scope) ?? contract.Rules;
    }

    private static void ReadRedaction(SectionScope scope, ContractOptions contract)
    {
        var declared = contract.Redaction;
        if (scope.FlagOrTexts("redact") is var (asked, kinds))
            contract.Redaction = asked ? new ContractRedaction(kinds, declared?.TextOnly == true) : null;
        if (scope.Flag("redactTextOnly") is not { } textOnly)
            return;
        scope.Require(contract.Redaction is not null, "redactTextOnly", "says how to redact, and nothing is redacted");
        if (contract.Redaction is { } redaction)
            contract.Redaction = redaction with { TextOnly = textOnly };
    }

    /// <summary>Configuration turns numbers into strings, so in it a schema stands as text, or in a file of its own.</summary>
    private static void ReadSchema(SectionScope scope, ContractOptions contract, TieredRoutingOptions options, string name)
    {
        var (inline, file) = (scope.Json("schema"), scope.Text("schemaFile"));
        scope.Require(!scope.Has("schema") || file is null, "schema", "stands beside a schemaFile: one of them");
        var schema = inline ?? (FromFile(scope, file, options.SchemaFolder) is { } text ? scope.Parsed("schemaFile", text) : null);
        contract.HasSchemaFile |= file is not null;
        if (schema is null)
            return;
        (contract.Schema, contract.SentSchema) = (schema, null);
        options.CodeOf(name).SchemaValidator = Validator;
    }

    private static string? FromFile(SectionScope scope, string? file, string? folder)
    {
        if (file is null)
            return null;
        try
        {
            return File.ReadAllText(Path.Combine(folder ?? string.Empty, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            scope.Errors.Add($"{scope.Path}.schemaFile", $"'{file}' cannot be read ({exception.GetType().Name})");
            return null;
        }
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "BindConfiguration, the only way here, carries the annotation.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "BindConfiguration, the only way here, carries the annotation.")]
    private static JsonSchemaAnswerValidator Validator(JsonElement schema) => JsonSchemaAnswerValidator.Linted(schema);
}
