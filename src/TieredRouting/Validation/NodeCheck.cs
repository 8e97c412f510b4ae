using Newtonsoft.Json.Linq;

namespace TieredRouting.Validation;

/// <summary>Checks one keyword against one token; answers the broken rule in words that hold nothing of the answer, or null.</summary>
internal delegate string? NodeCheck(JToken token);
