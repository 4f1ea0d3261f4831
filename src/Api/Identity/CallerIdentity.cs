using System.Security.Claims;

namespace EmailAgent.Api.Identity;

/// <summary>The identity of a caller, by which authentication hands it on. It has no claims: the caller is typed.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    private readonly Caller _caller;

    private CallerIdentity(string scheme, Caller caller)
        : base(scheme) => _caller = caller;

    /// <summary>Makes the principal of a caller that a scheme has authenticated.</summary>
    public static ClaimsPrincipal ToPrincipal(string scheme, Caller caller) => new(new CallerIdentity(scheme, caller));

    /// <summary>Returns the caller of a principal, not yet admitted; null for one that is not authenticated.</summary>
    public static Caller? Find(ClaimsPrincipal? principal) => (principal?.Identity as CallerIdentity)?._caller;
}
