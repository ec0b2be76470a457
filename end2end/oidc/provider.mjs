// An OpenID Connect provider (oidc-provider) that stands for a broker of MitID in tests: it asks nothing, and says of
// everybody what it was told to say. Called with the client's secret, the addresses it may lead back to, and the `acr`
// that it tells; it prints its address, and takes who is next from `POST /next`.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [secret, acr, ...redirects] = process.argv.slice(2);
let next = "nobody";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "samtykke", client_secret: secret, redirect_uris: redirects, response_types: ["code"], grant_types: ["authorization_code"] }],
    acrValues: [acr],
    claims: { acr: null, openid: ["sub"] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.method === "POST" && request.url === "/next") {
      next = "";
      for await (const part of request) next += part;
      response.end();
    } else if (request.url.startsWith("/interaction/")) {
      const result = { login: { accountId: next, acr, remember: false } };
      await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    } else {
      answer(request, response);
    }
  });
  console.log(issuer);
});
