using TieredRouting;

namespace LeadTriage;

/// <summary>One request for a message, and what the router says happened to it.</summary>
internal sealed record Step(string Contract, string Prompt, RouteResult Route);
