using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

internal sealed class AccountOptionsValidator : IValidateOptions<AccountOptions>
{
    private static readonly TimeSpan ShortestSession = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestSession = TimeSpan.FromDays(365);
    private static readonly TimeSpan ShortestProof = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var faults = new List<string>();
        if (options.PublicUrl is not (null or { IsAbsoluteUri: true, Scheme: "https" or "http", Query: "", Fragment: "" }))
            faults.Add("Accounts:PublicUrl must be an http or https address without query and fragment.");
        if (options.SessionLifetime < ShortestSession || options.SessionLifetime > LongestSession)
            faults.Add("Accounts:SessionLifetime must be from an hour to 365 days.");
        if (options.ProofLifetime < ShortestProof || options.ProofLifetime > options.SessionLifetime)
            faults.Add("Accounts:ProofLifetime must be from a minute to Accounts:SessionLifetime.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
