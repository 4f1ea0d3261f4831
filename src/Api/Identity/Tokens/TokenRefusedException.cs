using EmailAgent.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace EmailAgent.Api.Identity.Tokens;

/// <summary>The reason why an access token is not accepted, in words for the client.</summary>
internal sealed class TokenRefusedException(TokenVerdict verdict) : SecurityTokenValidationException(verdict switch
{
    TokenVerdict.Expired => "The access token has expired.",
    TokenVerdict.Unavailable => "The issuer of the access token cannot be reached; try again.",
    _ => "The access token is not valid.",
})
{
    /// <summary>Indicates whether the token may be valid, which cannot be decided at the moment.</summary>
    public bool IsTemporary => verdict == TokenVerdict.Unavailable;
}
