using EmailAgent.Api.Parameters;
using EmailAgent.Grains;

namespace EmailAgent.Api.Connections;

/// <summary>The parameter that names one mailbox, an own or a shared one.</summary>
internal static class ConnectionParameter
{
    public static readonly TextParameter Only = new("connection_id", "Only this mailbox, which may be shared with the caller.", MaxLength: 100);

    /// <returns>Null when it is absent, or no id, which is then among the errors.</returns>
    public static Guid? Read(QueryReader query)
    {
        if (query.Read(Only) is not { } text)
            return null;
        if (PublicId.TryParse(text, out var id))
            return id;
        query.Errors.Add(Only.Name, "The value is not the id of a connection.");
        return null;
    }
}
