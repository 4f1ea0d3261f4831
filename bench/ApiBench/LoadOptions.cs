using System.Globalization;

namespace EmailAgent.ApiBench;

/// <summary>Duration and size of the load, and for the load process also its target.</summary>
/// <param name="WarmUp">Seconds; null for the measurement's own.</param>
/// <param name="Messages">Messages of a mailbox, or rows of a log; null for the measurement's own.</param>
/// <param name="Calls">Calls, tokens or transactions of a round; null for the measurement's own.</param>
/// <param name="Only">Kinds whose name contains this.</param>
/// <param name="Logins">Strangers who try to log in meanwhile.</param>
internal sealed record LoadOptions(
    int Rounds, int Seconds, int? WarmUp, int Clients, int? Messages, int? Calls, string Address, string Path, string Token, string Only, int Logins)
{
    public static LoadOptions Parse(string[] args)
    {
        string Value(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? args[at + 1] : otherwise;
        int? Optional(string name) => Value(name, "") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        return new LoadOptions(
            Optional("--rounds") ?? 5,
            Optional("--seconds") ?? 4,
            Optional("--warm-up"),
            Optional("--clients") ?? 16,
            Optional("--messages"),
            Optional("--calls"),
            Value("--address", ""),
            Value("--path", ""),
            Value("--token", ""),
            Value("--only", ""),
            Optional("--logins") ?? 0);
    }
}
