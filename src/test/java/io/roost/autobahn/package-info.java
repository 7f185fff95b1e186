/** What the Autobahn suite talks to. */
package io.roost.autobahn;
