//! Who is asking, as far as limits need to know: a network, told by the connection or by a trusted proxy.
//! It is never logged, and never stored but as part of a keyed hash.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use http::HeaderMap;

/// The proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpAddr>);

impl Proxies {
    /// Reads addresses with commas between them; none when one of them is not an address.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(|part| part.parse().ok().map(|ip: IpAddr| ip.to_canonical()))
            .collect::<Option<_>>()
            .map(Self)
    }

    fn trusts(&self, ip: IpAddr) -> bool {
        self.0.contains(&ip.to_canonical())
    }

    /// The network of the client: the right-most address that no trusted proxy stands for. A hop that is no address
    /// ends the walk, since what stands left of it is the client's own word.
    #[must_use]
    pub fn network(&self, peer: SocketAddr, headers: &HeaderMap) -> Network {
        let told: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .collect();
        let mut client = peer.ip().to_canonical();
        for hop in told.into_iter().rev() {
            match address(hop.trim()) {
                Some(next) if self.trusts(client) => client = next,
                _ => break,
            }
        }
        Network::of(client)
    }
}

/// The address of a hop, which some proxies write with its port.
fn address(hop: &str) -> Option<IpAddr> {
    let with_port = || hop.parse().ok().map(|hop: SocketAddr| hop.ip());
    let ip = hop.parse().ok().or_else(with_port)?;
    Some(IpAddr::to_canonical(&ip))
}

/// What limits are counted by: an IPv4 address, or an IPv6 network of 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl Network {
    fn of(ip: IpAddr) -> Self {
        match ip {
            IpAddr::V4(_) => Self(ip),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                Self(IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0)))
            }
        }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(proxies: &str, peer: &str, forwarded: &[&'static str]) -> Network {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", http::HeaderValue::from_static(value));
        }
        Proxies::parse(proxies)
            .unwrap()
            .network(SocketAddr::new(peer.parse().unwrap(), 1), &headers)
    }

    fn at(ip: &str) -> Network {
        Network::of(ip.parse().unwrap())
    }

    #[test]
    fn without_a_trusted_proxy_the_header_is_not_believed() {
        assert_eq!(network("", "192.0.2.1", &["198.51.100.7"]), at("192.0.2.1"));
    }

    #[test]
    fn the_right_most_untrusted_hop_counts() {
        let forged = ["203.0.113.9, 198.51.100.7", "127.0.0.1"];
        assert_eq!(
            network("127.0.0.1", "::ffff:127.0.0.1", &forged),
            at("198.51.100.7")
        );
    }

    #[test]
    fn a_hop_with_its_port_is_the_hop() {
        for (hop, ip) in [
            ("198.51.100.7:4711", "198.51.100.7"),
            ("[2001:db8::1]:4711", "2001:db8::1"),
        ] {
            let mut headers = HeaderMap::new();
            let value = format!("203.0.113.9, {hop}");
            headers.append("x-forwarded-for", value.parse().unwrap());
            let proxies = Proxies::parse("127.0.0.1").unwrap();
            let peer = "127.0.0.1:1".parse().unwrap();
            assert_eq!(proxies.network(peer, &headers), at(ip));
        }
    }

    #[test]
    fn a_hop_that_is_no_address_does_not_let_the_client_choose_its_own() {
        for hops in [
            "203.0.113.9, unknown",
            "203.0.113.9, ",
            "203.0.113.9, _hidden",
        ] {
            assert_eq!(
                network("127.0.0.1", "127.0.0.1", &[hops]),
                at("127.0.0.1"),
                "{hops}"
            );
        }
    }

    #[test]
    fn ipv6_counts_by_its_first_64_bits() {
        assert_eq!(
            network("", "2001:db8::1", &[]),
            network("", "2001:db8::ffff:1", &[])
        );
        assert_ne!(
            network("", "2001:db8::1", &[]),
            network("", "2001:db8:0:1::1", &[])
        );
    }
}
