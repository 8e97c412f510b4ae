using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What a feature asks of a model. It sets only the default start tier; it never lowers a floor.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TaskIntent>))]
public enum TaskIntent
{
    /// <summary>Shorten a text. Starts small when the contract bounds the output to 512 tokens or fewer, else in the middle.</summary>
    Summarize,

    /// <summary>Turn one form into another. Starts small.</summary>
    Transform,

    /// <summary>Choose a label. Starts small.</summary>
    Classify,

    /// <summary>Pull fields out of a text. Starts small.</summary>
    Extract,

    /// <summary>Say the same in other words. Starts small.</summary>
    Rewrite,

    /// <summary>Write something new. Starts in the middle.</summary>
    Draft,

    /// <summary>Answer a question. Starts in the middle.</summary>
    Answer,

    /// <summary>Find out what a text or data means. Starts in the middle.</summary>
    Analyze,

    /// <summary>Lay out steps. Starts large.</summary>
    Plan,

    /// <summary>Write code. Starts large.</summary>
    GenerateCode,

    /// <summary>Judge something against a policy. Starts large.</summary>
    ReviewPolicy,

    /// <summary>Work with tools. Starts large.</summary>
    UseTools,
}
