using EmailAgent.Delivery.Notices;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>Users who can log in, provided that the password is right.</summary>
internal sealed class AccountPolicy(IOptions<AccountOptions> accounts, IOptions<NoticeOptions> mail)
{
    private static readonly Problem DisabledAccount = new(IdentityProblems.AccountDisabled, "The account is disabled; contact an administrator.");
    private static readonly Problem NotVerified = new(IdentityProblems.EmailNotVerified, "The address is not verified yet; follow the link or code in the verification mail.");

    public bool RequiresVerifiedEmail => accounts.Value.RequireVerifiedEmail ?? mail.Value.HasServer;

    /// <summary>Returns null if the user can log in.</summary>
    public Problem? Refuse(UserRow user) =>
        user.DisabledAt is not null ? DisabledAccount
        : RequiresVerifiedEmail && user.EmailVerifiedAt is null ? NotVerified
        : null;
}
