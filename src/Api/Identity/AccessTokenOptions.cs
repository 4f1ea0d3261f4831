using Microsoft.AspNetCore.Authentication;

namespace EmailAgent.Api.Identity;

internal sealed class AccessTokenOptions : AuthenticationSchemeOptions;
