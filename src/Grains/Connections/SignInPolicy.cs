using System.Security.Cryptography;
using System.Text;
using EmailAgent.Providers;

namespace EmailAgent.Grains.Connections;

/// <summary>Which sign-ins may begin and what their failures mean, decided without I/O and without a clock.</summary>
internal static class SignInPolicy
{
    public static Problem? Check(SignInRequest request, SignInOptions options, IReadOnlyList<string> areas) =>
        !options.RedirectUris.Contains(request.RedirectUri, StringComparer.Ordinal)
            ? new Problem(ProblemCodes.Invalid, "The address is not one of OAuth:RedirectUris.", "redirect_uri")
        : request.Scopes.FirstOrDefault(scope => !areas.Contains(scope, StringComparer.Ordinal)) is not null
            ? new Problem(ProblemCodes.Invalid, $"Scopes must be among {string.Join(", ", areas)}.", "scopes")
        : null;

    /// <summary>What is stored of a state: its hash, so that the table is of no use to who can only read it.</summary>
    public static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));

    /// <summary>Why the exchange of a code failed, for the user.</summary>
    public static Problem ToProblem(ProviderException failure) => failure.Failure == ProviderFailure.Unreachable
        ? new Problem(ProblemCodes.Unavailable, $"{failure.Message} Try again later.")
        : new Problem(ProblemCodes.SignInRefused, $"{failure.Message} Start again.");
}
