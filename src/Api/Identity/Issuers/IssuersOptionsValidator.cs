using System.Collections.Frozen;
using EmailAgent.Tokens;
using EmailAgent.Tokens.Keys;
using Microsoft.Extensions.Options;

namespace EmailAgent.Api.Identity.Issuers;

internal sealed class IssuersOptionsValidator : IValidateOptions<IssuersOptions>
{
    private static readonly FrozenSet<string> Algorithms = WordList.Split(new IssuerOptions().Algorithms).ToFrozenSet(StringComparer.Ordinal);

    public ValidateOptionsResult Validate(string? name, IssuersOptions options)
    {
        var faults = options.Issuers.SelectMany(issuer => FaultsOf($"Authentication:Issuers:{issuer.Key}", issuer.Value)).ToList();
        faults.AddRange(options.Issuers.Values.GroupBy(issuer => issuer.Issuer, StringComparer.Ordinal)
            .Where(same => same.Count() > 1)
            .Select(same => $"Authentication:Issuers has the issuer {same.Key} more than once."));
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(string section, IssuerOptions issuer)
    {
        if (!IssuerPresets.Has(issuer.Preset))
            yield return $"{section}:Preset must be one of {IssuerPresets.Names}.";
        if (!Uri.TryCreate(IssuerName.For(issuer.Issuer, "common"), UriKind.Absolute, out var address) || !KeyStore.IsSafe(address))
            yield return $"{section}:Issuer must be an https address.";
        if (issuer.JwksUrl is { } keys && !KeyStore.IsSafe(keys))
            yield return $"{section}:JwksUrl must be an https address.";
        if (issuer.IsTemplate && WordList.Split(issuer.Tenants).Length == 0)
            yield return $"{section}:Tenants is missing: the tenants whose users may call, or * for all.";
        // A token that was issued for another application must not open this one.
        if (issuer.TakesAnyParty && !issuer.IsOfOneApplication)
            yield return $"{section}:Audience or AuthorizedParties is missing.";
        if (WordList.Split(issuer.Algorithms) is var algorithms && (algorithms.Length == 0 || !Algorithms.IsSupersetOf(algorithms)))
            yield return $"{section}:Algorithms must be some of {string.Join(", ", Algorithms)}.";
        if (issuer.Timeout <= TimeSpan.Zero || issuer.Timeout > TimeSpan.FromMinutes(1))
            yield return $"{section}:Timeout must be more than nothing and at most a minute.";
    }
}
