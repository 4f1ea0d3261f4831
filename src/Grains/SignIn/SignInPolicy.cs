using System.Security.Cryptography;
using System.Text;
using EmailAgent.Providers;

namespace EmailAgent.Grains.SignIn;

/// <summary>The rules for which sign-ins can begin and what their failures mean, without I/O and without a clock.</summary>
internal static class SignInPolicy
{
    public static Problem? Check(AuthUrlRequest request, SignInOptions options, IReadOnlyList<string> areas) =>
        !options.RedirectUris.Contains(request.RedirectUri, StringComparer.Ordinal)
            ? new Problem(ProblemCodes.Invalid, "The address is not one of OAuth:RedirectUris.", "redirect_uri")
        : request.Scopes?.FirstOrDefault(scope => !areas.Contains(scope, StringComparer.Ordinal)) is not null
            ? new Problem(ProblemCodes.Invalid, $"Scopes must be among {string.Join(", ", areas)}.", "scopes")
        : null;

    /// <summary>Returns the stored form of a state: its hash, so that reading the table does not reveal valid states.</summary>
    public static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));

    /// <summary>Converts the failure of a code's exchange to a problem for the user.</summary>
    public static Problem ToProblem(ProviderException failure) => failure.Failure == ProviderFailure.Unreachable
        ? new Problem(ProblemCodes.Unavailable, $"{failure.Message} Try again later.")
        : new Problem(SignInProblems.SignInRefused, $"{failure.Message} Start again.");
}
