using EmailAgent.Providers.Notices;
using EmailAgent.Storage.Identity;
using Microsoft.Extensions.Options;

namespace EmailAgent.Grains.Identity;

/// <summary>Who may log in, as far as the password is right.</summary>
internal sealed class AccountPolicy(IOptions<AccountOptions> accounts, IOptions<NoticeOptions> mail)
{
    private static readonly Problem DisabledAccount = new(ProblemCodes.AccountDisabled, "The account is disabled; contact an administrator.");
    private static readonly Problem NotVerified = new(ProblemCodes.EmailNotVerified, "The address is not verified yet; follow the link or code in the verification mail.");

    public bool RequiresVerifiedEmail => accounts.Value.RequireVerifiedEmail ?? mail.Value.HasServer;

    /// <summary>Null when the user may.</summary>
    public Problem? Refuse(UserRow user) =>
        user.DisabledAt is not null ? DisabledAccount
        : RequiresVerifiedEmail && user.EmailVerifiedAt is null ? NotVerified
        : null;
}
