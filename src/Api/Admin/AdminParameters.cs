using EmailAgent.Api.Parameters;

namespace EmailAgent.Api.Admin;

/// <summary>The parameters of the lists for administrators.</summary>
internal static class AdminParameters
{
    private const int MaxText = 200;

    public static readonly TextParameter After = new("after", "The next_after of the previous page.", MaxText);

    public static readonly IntegerParameter Limit = new("limit", "At most this many.", Default: 50, Min: 1, Max: 200);

    public static readonly TextParameter Search = new("q", "Part of an e-mail address or a name.", MaxText);

    public static readonly ChoiceParameter State = new("state", "ConnectionTrouble", "failing: an error is being retried, or the owner must act. stale: no error, but no exact copy for an hour.", Default: "failing", "failing", "stale");
}
