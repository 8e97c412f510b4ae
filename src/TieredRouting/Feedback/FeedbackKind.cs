using System.Text.Json.Serialization;
using TieredRouting.Contracts;

namespace TieredRouting;

/// <summary>What became of an answer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<FeedbackKind>))]
public enum FeedbackKind
{
    /// <summary>It was used as it is.</summary>
    Accepted,

    /// <summary>Somebody had to change it.</summary>
    Corrected,

    /// <summary>The same was asked again.</summary>
    ReAsked,

    /// <summary>A thumb up.</summary>
    ThumbsUp,

    /// <summary>A thumb down.</summary>
    ThumbsDown,

    /// <summary>Something that counts for the business, under a name of yours.</summary>
    Business,

    /// <summary>Its effect had to be taken back.</summary>
    RolledBack,
}
