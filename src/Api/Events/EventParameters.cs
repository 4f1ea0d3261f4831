using EmailAgent.Api.Identity;
using EmailAgent.Api.Parameters;
using EmailAgent.Grains.Events;

namespace EmailAgent.Api.Events;

/// <summary>The parameters of the event endpoints.</summary>
internal static class EventParameters
{
    public static readonly IntegerParameter After = new("after", "The position of the last event already seen; 0 for all.", Default: 0, Min: 0, Max: long.MaxValue);

    /// <summary>The parameter <c>after</c> of live delivery, which begins now by default.</summary>
    public static readonly IntegerParameter LiveAfter = After with { Default = Now, Description = "The position of the last event already seen; only new events when absent." };

    public static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 100, Min: 1, Max: 1000);

    public static readonly ListParameter Types = new("types", "EventType", "Only these types of events; all when absent.", EventTypes.All);

    /// <summary>The access token as a query parameter, for browsers, which cannot set headers on these requests.</summary>
    public static readonly TextParameter AccessToken = new(QueryTokenMetadata.Parameter, "The access token, for browsers, which cannot set headers on these requests.", MaxLength: 16_000);

    /// <summary>The value of <see cref="LiveAfter"/> when it is absent.</summary>
    public const long Now = -1;
}
