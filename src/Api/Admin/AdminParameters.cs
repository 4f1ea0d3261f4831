using EmailAgent.Api.Parameters;

namespace EmailAgent.Api.Admin;

/// <summary>The parameters of the lists for administrators.</summary>
internal static class AdminParameters
{
    private const int MaxText = 200;

    public static readonly TextParameter After = new("after", "What the page before answered as next_after.", MaxText);

    public static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 50, Min: 1, Max: 200);

    public static readonly TextParameter Search = new("q", "Part of an e-mail address or a name.", MaxText);

    public static readonly ChoiceParameter State = new("state", "ConnectionTrouble", "failing: an error is retried, or the owner is waited for. stale: no error, and no exact copy for an hour.", Default: "failing", "failing", "stale");
}
