using System.Net;
using EmailAgent.Grains.Access;

namespace EmailAgent.Grains.ApiKeys;

/// <summary>Rules for creating keys, and permissions of a key.</summary>
internal static class ApiKeyPolicy
{
    public const int MaxName = 100;

    private const int MaxEntries = 50;

    /// <summary>Checks what needs no look at the database.</summary>
    /// <param name="owner">What the owner may do.</param>
    public static Problem? Check(NewApiKeyRequest request, Permission owner, DateTimeOffset now) => Problem.Combine(
        NameText.Check(request.Name, "name", MaxName),
        CheckScopes(request.Scopes, owner),
        request.ExpiresAt is { } expires && expires <= now ? Invalid("expires_at", "The expiry must be in the future.") : null,
        request.ConnectionIds is { Count: 0 or > MaxEntries } ? Invalid("connection_ids", $"1 to {MaxEntries} connections are possible; leave it out for all.") : null,
        CheckAddresses(request.AllowedAddresses));

    private static Problem? CheckAddresses(IReadOnlyList<string>? addresses)
    {
        if (addresses is { Count: 0 or > MaxEntries })
        {
            return Invalid("allowed_addresses", $"1 to {MaxEntries} networks are possible; leave it out for any address.");
        }

        return addresses?.FirstOrDefault(text => ParseNetwork(text) is null) is null
            ? null
            : Invalid("allowed_addresses", "The list must contain only IP addresses and networks such as 10.0.0.0/8 or 2001:db8::/32.");
    }

    /// <summary>Returns whether a key with these scopes can change nothing.</summary>
    public static bool OnlyReads(IReadOnlyList<string> scopes) => scopes.All(scope => scope.EndsWith(":read", StringComparison.Ordinal));

    public static Problem? CheckScopes(IReadOnlyList<string> scopes, Permission owner)
    {
        if (scopes.Count == 0)
            return Invalid("scopes", "At least one scope is required.");
        foreach (var scope in scopes)
        {
            var permission = PermissionNames.Parse(scope);
            if (permission == Permission.None)
                return Invalid("scopes", $"Scopes must be among {string.Join(", ", PermissionNames.List(owner & PermissionGrants.OfKeys))}.");
            if ((permission & PermissionGrants.OfKeys) == 0)
                return Invalid("scopes", $"No API key can have {scope}.");
            if ((permission & owner) == 0)
                return Invalid("scopes", $"{scope} is not yours to give.");
        }

        return null;
    }

    /// <summary>Returns the permissions of a stored key; a permission unknown to this version is none.</summary>
    public static Permission ToPermissions(IReadOnlyList<string> scopes) =>
        scopes.Aggregate(Permission.None, (set, scope) => set | PermissionNames.Parse(scope)) & PermissionGrants.OfKeys;

    /// <param name="row">Null if there is no such key.</param>
    /// <param name="address">Null if it is not known, which is not allowed where addresses are.</param>
    public static ApiKeyGrant Judge(ApiKeyRow? row, string? address, DateTimeOffset now) => row switch
    {
        null => Refused(ApiKeyStanding.Unknown),
        { ExpiresAt: { } expires } when expires <= now => Refused(ApiKeyStanding.Expired),
        { AllowedAddresses: { } allowed } when !IsAllowed(allowed, address) => Refused(ApiKeyStanding.AddressNotAllowed),
        _ => new ApiKeyGrant(ApiKeyStanding.Good, ToPermissions(row.Scopes), row.ConnectionIds),
    };

    public static ApiKeyGrant Refused(ApiKeyStanding standing) => new(standing, Permission.None, []);

    /// <summary>Reads a network, or an address as the network of itself.</summary>
    public static IPNetwork? ParseNetwork(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    private static bool IsAllowed(IReadOnlyList<string> allowed, string? text)
    {
        if (!IPAddress.TryParse(text, out var address))
            return false;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return allowed.Any(network => ParseNetwork(network) is { } parsed && parsed.Contains(address));
    }

    private static Problem Invalid(string field, string detail) => new(ProblemCodes.Invalid, detail, field);
}
